import type { PrismaClient } from '../../../prisma/generated/client';
import { endSessions, wipeEverywhere } from './sessions.store';

/**
 * Ends every session of a person within the caller's transaction and returns their ids; once it is committed the caller
 * passes them to `hub.endSessions`, which ends the live streams. The devices keep what they hold until the person
 * signs in again; with `wipes` they hand in their work and wipe themselves at the next contact, also where a session
 * ended before.
 */
export async function endMemberSessions(
  tx: Pick<PrismaClient, 'session'>,
  memberId: string,
  nowMs: number,
  { wipes }: { wipes: boolean },
): Promise<string[]> {
  const ended = await endSessions(tx, memberId, 'all', nowMs, { wipes });
  if (wipes) await wipeEverywhere(tx, memberId, nowMs);
  return ended;
}
