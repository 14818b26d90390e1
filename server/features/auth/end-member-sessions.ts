import type { PrismaClient } from '../../../prisma/generated/client';
import { endSessions } from './auth.store';

/**
 * Ends every session of a person within the caller's transaction and returns their ids; once it is committed the caller
 * passes them to `hub.endSessions`, which ends the live streams.
 */
export function endMemberSessions(tx: Pick<PrismaClient, 'session'>, memberId: string, nowMs: number): Promise<string[]> {
  return endSessions(tx, memberId, 'all', nowMs);
}
