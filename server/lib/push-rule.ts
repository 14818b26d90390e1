import type { DocumentFields } from '../../sync/collections/definition';
import type { Role } from '../../sync/collections/member';
import type { ErrorCode } from '../../sync/errors';
import type { CustomerVisibility, Viewer } from '../features/customers/may-see-customer';
import type { ErrorParams } from './coded-error';
import type { SignedInMember } from './identity';

/** What a device wants to happen to one document: its fields before (null: none yet) and after the merge. */
export type Change = {
  readonly id: string;
  readonly before: DocumentFields | null;
  readonly after: DocumentFields;
  /** What the patch asks for, unit by unit; `after` may differ where another side's value won. */
  readonly wanted: DocumentFields;
  /** Names of the units in the patch. */
  readonly touched: ReadonlySet<string>;
};

/** What the rules may know of the office; looked up for a whole push at once. Ids that are not there do not exist. */
export type PushFacts = {
  readonly nowMs: number;
  readonly pusher: SignedInMember;
  readonly members: ReadonlyMap<string, Viewer & { readonly role: Role; readonly isActive: boolean }>;
  readonly customers: ReadonlyMap<string, CustomerVisibility>;
  readonly countryIds: ReadonlySet<string>;
  /** What the noun's own sources found (lib/noun-replication.ts), by name and id. */
  readonly of: Readonly<Record<string, ReadonlyMap<string, Readonly<Record<string, unknown>>>>>;
};

export type Problem = { readonly code: ErrorCode; readonly params: ErrorParams };
/** Decides about one change of one document; null lets it pass. */
export type PushRule = (change: Change, facts: PushFacts) => Problem | null;

export const problem = (code: ErrorCode, params: ErrorParams = {}): Problem => ({ code, params });
