import type { SignedInMember } from '../../lib/identity';

/** Whose figures they may read, and set targets for: managers their own team's, admins every one. */
export const mayRead = (member: SignedInMember, teamId: string | null) =>
  member.role === 'admin' || (teamId !== null && teamId === member.teamId);
