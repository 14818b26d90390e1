import type { Deps } from '../../deps';
import type { SignedInSession } from '../../lib/identity';
import { endSessions } from './auth.store';

/** Ends this device's session. */
export async function signOut(deps: Deps, session: SignedInSession): Promise<void> {
  deps.hub.endSessions(await endSessions(deps.prisma, session.memberId, { only: session.id }, deps.now()));
  deps.log.info({ action: 'auth.signedOut', memberId: session.memberId, sessionId: session.id }, 'signed out');
}
