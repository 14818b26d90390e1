import type { Deps } from '../../deps';
import type { SignedInSession } from '../../lib/identity';
import { listOpenSessions } from './sessions.store';
import type { SessionEntry } from './sessions.store';

/** The person's open sessions, last seen first. */
export async function listSessions(
  deps: Deps,
  current: SignedInSession,
): Promise<(SessionEntry & { isCurrent: boolean })[]> {
  const sessions = await listOpenSessions(deps.prisma, current.memberId, deps.now());
  return sessions.map((session) => ({ ...session, isCurrent: session.id === current.id }));
}
