import type { Role } from '../../sync/collections/member';

/** The person behind a request, as the database knows them at this moment. */
export type SignedInMember = {
  readonly id: string;
  readonly fullName: string;
  readonly email: string;
  readonly role: Role;
  readonly teamId: string | null;
  /** Counts changes of what the person may see. */
  readonly scopeVersion: number;
};
export type SignedInSession = {
  readonly id: string;
  readonly memberId: string;
  /** When the person last proved on it who they are, milliseconds since 1970; left out where they did not. */
  readonly confirmedAtMs?: number;
};
export type SignedIn = { readonly session: SignedInSession; readonly member: SignedInMember };
