/** A member as the tables of sign-in read them. */
import type { Role } from '../../../sync/collections/member';
import type { SignedInMember } from '../../lib/identity';

export type MemberRow = {
  id: string;
  fullName: string;
  email: string;
  role: string;
  teamId: string | null;
  scopeVersion: number;
};
export const memberColumns = {
  id: true,
  fullName: true,
  email: true,
  role: true,
  teamId: true,
  scopeVersion: true,
} as const;

export function toSignedInMember({ id, fullName, email, role, teamId, scopeVersion }: MemberRow): SignedInMember {
  return { id, fullName, email, role: role as Role, teamId, scopeVersion };
}
