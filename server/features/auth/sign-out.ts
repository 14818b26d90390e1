import type { Deps } from '../../deps';
import type { SignedInSession } from '../../lib/identity';
import { endSessionsOf } from './sessions.store';

/** Ends this device's session. */
export async function signOut(deps: Deps, session: SignedInSession, ip: string): Promise<void> {
  const by = { actor: { memberId: session.memberId, ip }, action: 'auth.signedOut' as const };
  deps.hub.endSessions(await endSessionsOf(deps.prisma, session.memberId, { only: session.id }, by, deps.now()));
  deps.log.info({ action: 'auth.signedOut', memberId: session.memberId, sessionId: session.id }, 'signed out');
}
