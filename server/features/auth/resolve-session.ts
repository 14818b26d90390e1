import type { Deps } from '../../deps';
import type { SignedIn } from '../../lib/identity';
import { retirePreviousToken } from './renewed-tokens.store';
import { findOpenSession, touchSession } from './sessions.store';
import { findRevokedSession } from './devices.store';
import { readFormerToken, readSessionToken } from './session-cookie';
import { PREVIOUS_TOKEN_MS, SESSION_IDLE_MS, SESSION_TOUCH_MS } from './session-lifetime';
import { hashSessionToken } from './session-token';

/**
 * `revoked`: a device that has to wipe itself, because it was reported lost or a person ended its session from
 * elsewhere.
 * `provisional`: somebody who has to replace a temporary password first. Both count as signed in as nobody, wherever
 * it is not asked for them. Null: nobody at all.
 */
export type Caller = SignedIn | { readonly revoked: SignedIn } | { readonly provisional: SignedIn } | null;

export function isSignedIn(caller: Caller): caller is SignedIn {
  return caller !== null && 'session' in caller;
}

/**
 * Who sends this Cookie header. Asked anew for every request, so that a revoked session, a deactivated person and a
 * changed role act at the next one.
 */
export async function resolveSession(
  deps: Pick<Deps, 'prisma' | 'config' | 'now'>,
  cookieHeader: string | null | undefined,
): Promise<Caller> {
  const token = readSessionToken(cookieHeader ?? '', deps.config.secureCookies);
  if (token === null) {
    // Signed out, and then reported lost: what was left sealed on it must go as well.
    const former = readFormerToken(cookieHeader ?? '', deps.config.secureCookies);
    const revoked = former === null ? null : await findRevokedSession(deps.prisma, hashSessionToken(former));
    return revoked && { revoked };
  }
  const nowMs = deps.now();
  const tokenHash = hashSessionToken(token);
  const found = await findOpenSession(deps.prisma, tokenHash, nowMs);
  if (found === null) {
    const revoked = await findRevokedSession(deps.prisma, tokenHash);
    return revoked && { revoked };
  }
  const { session, member, lastSeenAtMs, isProvisional, renewsToken } = found;
  if (renewsToken) await retirePreviousToken(deps.prisma, session.id, nowMs + PREVIOUS_TOKEN_MS);
  if (!isProvisional && nowMs - lastSeenAtMs >= SESSION_TOUCH_MS)
    await touchSession(deps.prisma, session.id, lastSeenAtMs, nowMs, nowMs + SESSION_IDLE_MS);
  return isProvisional ? { provisional: { session, member } } : { session, member };
}
