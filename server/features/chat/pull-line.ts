/** What a line holds and nobody told us of: fetched, and taken in as if it had been told. */
import type { Deps } from '../../deps';
import { readHeardKeys, type KnownKeys } from './pulled.store';
import { recordEvents } from './record-events';

const CAUSE = 'job:tend-lines';
const MOST_PAGES = 50;
const AT_ONCE = 25;

/** Answers how many messages of others were new, older than `overdueMs`: those should have been told of. */
export async function pullLine(
  deps: Deps,
  line: { readonly id: string; readonly instance: string },
  sinceMs: number,
  untilMs: number,
  overdueMs: number,
): Promise<number> {
  let missed = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { events, pages } = await deps.whatsapp.heard(line.instance, sinceMs, untilMs, page);
    const receivedAt = new Date(deps.now()).toISOString();
    const known: KnownKeys = await readHeardKeys(
      deps.pool,
      line.id,
      events.flatMap((event) => (event.kind === 'message' ? [event.message.keyId] : [])),
    );
    missed += events.filter(
      (event) =>
        event.kind === 'message' &&
        !event.message.fromMe &&
        event.message.atMs < overdueMs &&
        !known.has(event.message.keyId),
    ).length;
    for (let at = 0; at < events.length; at += AT_ONCE)
      await recordEvents(deps, CAUSE, () =>
        Promise.resolve([{ lineId: line.id, receivedAt, isPulled: true, events: events.slice(at, at + AT_ONCE) }]),
      );
    if (page >= pages) break;
  }
  return missed;
}
