import type { Actor } from '../../db/record-audit';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { markSessionLost } from './devices.store';

/**
 * A device is lost: its session ends, and at its next contact it hands in what it had not sent and wipes itself. Also
 * for sessions that ended before, which would otherwise keep everything for the next sign-in. Once; session.unknown
 * otherwise.
 */
export async function reportLost(deps: Deps, by: Actor, memberId: string, sessionId: string): Promise<void> {
  if (!(await markSessionLost(deps.prisma, memberId, sessionId, by, deps.now())))
    throw new CodedError('session.unknown', {}, 404);
  deps.hub.endSessions([sessionId]);
  deps.log.warn({ action: 'session.lost', memberId, sessionId, by: by.memberId }, 'a device was reported lost');
}
