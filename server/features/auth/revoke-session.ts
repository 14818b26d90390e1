import type { Actor } from '../../db/record-audit';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInSession } from '../../lib/identity';
import { endSessionsOf } from './sessions.store';

/**
 * Ends one open session of a person, from another device: at its next contact that device hands in what it had not
 * sent and wipes itself. A session of somebody else is as unknown as none: session.unknown.
 */
export async function revokeSession(deps: Deps, by: Actor, memberId: string, sessionId: string): Promise<void> {
  const ended = await endSessionsOf(
    deps.prisma,
    memberId,
    { only: sessionId },
    { actor: by, action: 'session.ended' },
    deps.now(),
  );
  if (ended.length === 0) throw new CodedError('session.unknown', {}, 404);
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.sessionRevoked', memberId, sessionId, by: by.memberId }, 'session revoked');
}

/** The same with every session of the person but the one asking; returns how many were open. */
export async function revokeOtherSessions(deps: Deps, current: SignedInSession, ip: string): Promise<number> {
  const { memberId } = current;
  const ended = await endSessionsOf(
    deps.prisma,
    memberId,
    { except: current.id },
    { actor: { memberId, ip }, action: 'session.ended' },
    deps.now(),
  );
  deps.hub.endSessions(ended);
  deps.log.info({ action: 'auth.sessionsRevoked', memberId, count: ended.length }, 'other sessions revoked');
  return ended.length;
}
