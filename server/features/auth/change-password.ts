import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedIn } from '../../lib/identity';
import { readPasswordHash, replacePassword } from './credentials.store';
import { officeWords } from './office-words';
import { requireStrongPassword } from './password-policy';

/**
 * Replaces the person's password and ends their sessions everywhere else; returns how many were open, and the session's
 * new token. `isProvisional`: it was opened with a temporary password, and what that token was is over at once.
 */
export async function changePassword(
  deps: Deps,
  { member, session }: SignedIn,
  change: { currentPassword: string; newPassword: string; token: string; isProvisional: boolean; ip: string },
): Promise<{ endedSessions: number; token: string }> {
  const forgive = await deps.signInLimits.countPasswordChange(member.id);
  const oldHash = await readPasswordHash(deps.prisma, member.id);
  const check = await deps.passwords.check(change.currentPassword, oldHash);
  if (oldHash === null || !check.matches) throw new CodedError('auth.wrongPassword');
  await forgive();
  if (change.newPassword === change.currentPassword) throw new CodedError('auth.passwordUnchanged');
  await requireStrongPassword(change.newPassword, { ...member, officeWords: await officeWords(deps) });
  const newHash = await deps.passwords.hash(change.newPassword);
  const replaced = await replacePassword(
    deps.prisma,
    {
      memberId: member.id,
      keptSessionId: session.id,
      oldHash,
      newHash,
      token: change.token,
      keepsPreviousToken: !change.isProvisional,
      ip: change.ip,
    },
    deps.now(),
  );
  if (replaced === null) throw new CodedError('auth.wrongPassword');
  const { ended, token } = replaced;
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.passwordChanged', memberId: member.id, count: ended.length }, 'password changed');
  return { endedSessions: ended.length, token };
}
