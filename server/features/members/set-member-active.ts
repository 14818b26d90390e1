import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { endMemberSessions } from '../auth/end-member-sessions';
import {
  hasOtherActiveAdmin,
  inTransaction,
  lockMember,
  recordAudit,
  setActive,
  type Administrator,
} from './members.store';

/**
 * Closes or reopens an account. Closing ends every session of the person and wipes their devices; what they did stays
 * theirs. Rejects where the journal could not keep it, which a restore would ask: done again, it is kept.
 */
export async function setMemberActive(
  deps: Deps,
  by: Administrator,
  memberId: string,
  isActive: boolean,
): Promise<void> {
  const ended = await inTransaction(deps.prisma, async (tx) => {
    const before = await lockMember(tx, memberId);
    if (before.isActive === isActive) return null;
    if (!isActive && before.role === 'admin' && !(await hasOtherActiveAdmin(tx, memberId)))
      throw new CodedError('member.lastAdmin', {}, 409);
    await setActive(tx, memberId, isActive);
    await recordAudit(
      tx,
      by,
      isActive ? 'member.reactivated' : 'member.deactivated',
      memberId,
      { isActive: before.isActive },
      { isActive },
      deps.now(),
    );
    return isActive ? [] : endMemberSessions(tx, memberId, deps.now(), { wipes: true });
  });
  if (ended !== null) {
    deps.hub.endSessions(ended);
    deps.hub.publish(['members']);
    deps.log.info(
      { action: isActive ? 'member.reactivated' : 'member.deactivated', memberId, by: by.memberId },
      'member account opened or closed',
    );
  }
  // Also where it was so already: whoever did it may have died before the journal had it.
  await deps.journal.append([{ kind: 'account', memberId, isActive, at: new Date(deps.now()).toISOString() }]);
}
