import type { Deps } from '../../deps';
import type { SignedIn } from '../../lib/identity';
import { findLostSession, findOpenSession, touchSession } from './auth.store';
import { readSessionToken } from './session-cookie';
import { SESSION_IDLE_MS, SESSION_TOUCH_MS } from './session-lifetime';
import { hashSessionToken } from './session-token';

/**
 * Who sends this Cookie header. Asked anew for every request, so that a revoked session, a deactivated person and a
 * changed role act at the next one. Null: nobody. `lost`: a device that was reported lost, signed in as nobody.
 */
export async function resolveSession(deps: Pick<Deps, 'prisma' | 'config' | 'now'>, cookieHeader: string | null | undefined): Promise<SignedIn | { lost: SignedIn } | null> {
  const token = readSessionToken(cookieHeader ?? '', deps.config.secureCookies);
  if (token === null) return null;
  const nowMs = deps.now();
  const tokenHash = hashSessionToken(token);
  const found = await findOpenSession(deps.prisma, tokenHash, nowMs);
  if (found === null) {
    const lost = await findLostSession(deps.prisma, tokenHash);
    return lost && { lost };
  }
  const { session, member, lastSeenAtMs } = found;
  if (nowMs - lastSeenAtMs >= SESSION_TOUCH_MS) await touchSession(deps.prisma, session.id, lastSeenAtMs, nowMs, nowMs + SESSION_IDLE_MS);
  return { session, member };
}
