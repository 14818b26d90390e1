import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedIn } from '../../lib/identity';
import { readPasswordHash } from './credentials.store';
import { renewToken } from './renewed-tokens.store';
import { CONFIRMED_MS } from './session-lifetime';

/** What somebody shows to prove that they are the person whose session it is. A second factor is another kind. */
export type Proof = { readonly kind: 'password'; readonly password: string };

/**
 * The person proves anew who they are; what asks for it is open for CONFIRMED_MS. Returns the session's new token, the
 * same one where `token`, which the request bears, was renewed already and the answer was lost.
 * Throws auth.wrongPassword, auth.tooManyAttempts (counted with the changes of a password), auth.required when it has
 * just ended.
 */
export async function confirmIdentity(
  deps: Deps,
  { member, session }: SignedIn,
  token: string,
  proof: Proof,
): Promise<string> {
  const forgive = await deps.signInLimits.countPasswordChange(member.id);
  const { matches } = await deps.passwords.check(proof.password, await readPasswordHash(deps.prisma, member.id));
  if (!matches) {
    deps.log.info({ action: 'auth.confirmRefused', memberId: member.id, sessionId: session.id }, 'not confirmed');
    throw new CodedError('auth.wrongPassword');
  }
  await forgive();
  const renewed = await renewToken(deps.prisma, session.id, token, deps.now(), { keepsPrevious: true });
  if (renewed === null) throw new CodedError('auth.required', {}, 401);
  deps.log.info({ action: 'auth.confirmed', memberId: member.id, sessionId: session.id }, 'confirmed');
  return renewed;
}

/** Throws auth.confirmationNeeded unless the person proved who they are a short while ago. */
export function requireConfirmed({ confirmedAtMs }: SignedIn['session'], nowMs: number): void {
  if (confirmedAtMs === undefined || nowMs - confirmedAtMs >= CONFIRMED_MS)
    throw new CodedError('auth.confirmationNeeded', {}, 403);
}
