import { SCOPED_COLLECTIONS } from '../../../sync/collections/registry';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { checkMemberInput, storedForm, type MemberInput } from './member-input';
import {
  hasOtherActiveAdmin,
  inTransaction,
  lockMember,
  recordAudit,
  updateMember as storeMember,
  type Administrator,
} from './members.store';

/**
 * Changes of name, e-mail, role and team what `input` has. `shown`: what the admin was shown of it before; where
 * somebody else changed one of these since, nothing is stored (member.changedMeanwhile). What the person may see
 * changes with role and team at their next request: the database counts their scope up. Their customers follow in
 * slices (`follow-owners`); whoever that tells is told there.
 */
export async function updateMember(
  deps: Deps,
  by: Administrator,
  memberId: string,
  input: Partial<MemberInput>,
  shown: Partial<MemberInput> = {},
): Promise<void> {
  const values = checkMemberInput(input);
  const bases = storedForm(shown);
  const movedScope = await inTransaction(deps.prisma, async (tx) => {
    const before = await lockMember(tx, memberId);
    const changed = (Object.keys(values) as (keyof typeof values)[]).filter((key) => values[key] !== before[key]);
    if (changed.some((key) => bases[key] !== undefined && bases[key] !== before[key]))
      throw new CodedError('member.changedMeanwhile', {}, 409);
    const stopsAdministering = before.role === 'admin' && before.isActive && changed.includes('role');
    if (stopsAdministering && !(await hasOtherActiveAdmin(tx, memberId)))
      throw new CodedError('member.lastAdmin', {}, 409);
    if (changed.length === 0) return false;
    await storeMember(tx, memberId, values);
    const only = (source: typeof values | typeof before) =>
      Object.fromEntries(changed.map((key) => [key, source[key]]));
    await recordAudit(tx, by, 'member.updated', memberId, only(before), only(values), deps.now());
    return changed.includes('role') || changed.includes('teamId');
  });
  if (movedScope) deps.jobs.wake('follow-owners');
  deps.hub.publish(movedScope ? ['members', ...SCOPED_COLLECTIONS] : ['members']);
  deps.log.info({ action: 'member.updated', memberId, by: by.memberId }, 'member updated');
}
