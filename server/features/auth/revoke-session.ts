import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInSession } from '../../lib/identity';
import { endSessionsOf } from './auth.store';

const endedBy = ({ memberId }: SignedInSession, ip: string) => ({ actor: { memberId, ip }, action: 'session.ended' as const });

/** Ends one open session of the same person. Somebody else's is as unknown as none: session.unknown. */
export async function revokeSession(deps: Deps, current: SignedInSession, sessionId: string, ip: string): Promise<void> {
  const ended = await endSessionsOf(deps.prisma, current.memberId, { only: sessionId }, endedBy(current, ip), deps.now());
  if (ended.length === 0) throw new CodedError('session.unknown', {}, 404);
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.sessionRevoked', memberId: current.memberId, sessionId }, 'session revoked');
}

/** Ends every session of the person but the one asking; returns how many were open. */
export async function revokeOtherSessions(deps: Deps, current: SignedInSession, ip: string): Promise<number> {
  const ended = await endSessionsOf(deps.prisma, current.memberId, { except: current.id }, endedBy(current, ip), deps.now());
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.sessionsRevoked', memberId: current.memberId, count: ended.length }, 'other sessions revoked');
  return ended.length;
}
