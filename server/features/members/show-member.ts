import type { Role } from '../../../sync/collections/member';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { MemberInput } from './member-input';
import { readMember } from './members.store';

/** What stands at the office of what can be changed of a person. Throws member.unknown. */
export async function showMember({ prisma }: Pick<Deps, 'prisma'>, memberId: string): Promise<MemberInput> {
  const member = await readMember(prisma, memberId);
  if (member === null) throw new CodedError('member.unknown', {}, 404);
  const { fullName, email, role, teamId } = member;
  return { fullName, email, role: role as Role, teamId: teamId ?? '' };
}
