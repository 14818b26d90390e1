import type { Deps } from '../../deps';
import { endMemberSessions } from '../auth/end-member-sessions';
import { inTransaction, lockMember, recordAudit, setPassword, type Administrator } from './members.store';
import { newTemporaryPassword } from './temporary-password';

/**
 * Gives the person a new password, shown once to the admin and replaced at the next sign-in, and ends their sessions.
 */
export async function resetPassword(deps: Deps, by: Administrator, memberId: string): Promise<{ password: string }> {
  const password = newTemporaryPassword();
  const passwordHash = await deps.passwords.hash(password);
  const ended = await inTransaction(deps.prisma, async (tx) => {
    await lockMember(tx, memberId);
    await setPassword(tx, memberId, { passwordHash, isTemporary: true }, deps.now());
    await recordAudit(tx, by, 'member.passwordReset', memberId, {}, {}, deps.now());
    return endMemberSessions(tx, memberId, deps.now(), { wipes: false });
  });
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'member.passwordReset', memberId, by: by.memberId }, 'password reset');
  return { password };
}
