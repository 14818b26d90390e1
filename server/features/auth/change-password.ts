import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedIn } from '../../lib/identity';
import { countEndedWithPassword, readPasswordHash, replacePassword } from './credentials.store';
import { officeWords } from './office-words';
import { requireStrongPassword } from './password-policy';
import { isFormerToken, renewToken } from './renewed-tokens.store';

type Change = {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly token: string;
  readonly isProvisional: boolean;
  readonly ip: string;
};
type Changed = { readonly endedSessions: number; readonly token: string };

/**
 * Replaces the person's password and ends their sessions everywhere else; returns how many were open, and the session's
 * new token. `isProvisional`: it was opened with a temporary password, and what that token was is over at once. Asked
 * again because the answer was lost, it answers the same.
 */
export async function changePassword(deps: Deps, signedIn: SignedIn, change: Change): Promise<Changed> {
  const { member, session } = signedIn;
  const forgive = await deps.signInLimits.countPasswordChange(member.id);
  const oldHash = await readPasswordHash(deps.prisma, member.id);
  const check = await deps.passwords.check(change.currentPassword, oldHash);
  if (oldHash === null || !check.matches) {
    const again = await answerAgain(deps, signedIn, change);
    if (again === null) throw new CodedError('auth.wrongPassword');
    await forgive();
    return again;
  }
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
  if (replaced === null) {
    // Changed meanwhile: by the first try, perhaps, that was given up too soon.
    const again = await answerAgain(deps, signedIn, change);
    if (again === null) throw new CodedError('auth.wrongPassword');
    return again;
  }
  const { ended, token } = replaced;
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.passwordChanged', memberId: member.id, count: ended.length }, 'password changed');
  return { endedSessions: ended.length, token };
}

/**
 * What was answered already, where the answer was lost: the request bears the token from before the change, and asks
 * for the password that is in force. Null elsewhere: with any other token nobody learns here whether they guessed it.
 */
async function answerAgain(deps: Deps, { member, session }: SignedIn, change: Change): Promise<Changed | null> {
  if (!(await isFormerToken(deps.prisma, session.id, change.token))) return null;
  const hash = await readPasswordHash(deps.prisma, member.id);
  if (!(await deps.passwords.check(change.newPassword, hash)).matches) return null;
  const token = await renewToken(deps.prisma, session.id, change.token, deps.now(), { keepsPrevious: true });
  if (token === null) return null;
  return { endedSessions: await countEndedWithPassword(deps.prisma, member.id), token };
}
