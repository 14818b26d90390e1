import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedIn } from '../../lib/identity';
import { readPasswordHash, replacePassword } from './auth.store';
import { requireStrongPassword } from './password-policy';

/** Replaces the person's password and ends their sessions everywhere else; returns how many were open. */
export async function changePassword(
  deps: Deps,
  { member, session }: SignedIn,
  change: { currentPassword: string; newPassword: string; ip: string },
): Promise<number> {
  const forgive = await deps.signInLimits.countPasswordChange(member.id);
  const oldHash = await readPasswordHash(deps.prisma, member.id);
  const check = await deps.passwords.check(change.currentPassword, oldHash);
  if (oldHash === null || !check.matches) throw new CodedError('auth.wrongPassword');
  await forgive();
  if (change.newPassword === change.currentPassword) throw new CodedError('auth.passwordUnchanged');
  requireStrongPassword(change.newPassword, member.email);
  const newHash = await deps.passwords.hash(change.newPassword);
  const ended = await replacePassword(
    deps.prisma,
    { memberId: member.id, keptSessionId: session.id, oldHash, newHash, ip: change.ip },
    deps.now(),
  );
  if (ended === null) throw new CodedError('auth.wrongPassword');
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.passwordChanged', memberId: member.id, count: ended.length }, 'password changed');
  return ended.length;
}
