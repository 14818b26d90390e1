/**
 * Looks for what was handed over without an answer among what the line holds. Until it is found nobody sends it again.
 */
import type { Job } from '../../lib/job';
import { pullLine } from './pull-line';
import { isAskedAbout, nextAskingMs } from './next-asking';
import { noteAsked, readUnanswered, recordNoted, type Unanswered } from './pulled.store';

const EVERY_MS = 60_000;
const CLOCKS_DIFFER_MS = 2 * 60_000;

export const settleWhatsappJob: Job = {
  name: 'settle-whatsapp',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    if ((await recordNoted(deps.pool)) > 0) deps.hub.publish(['messages']);
    const readAt = performance.now();
    const open = await readUnanswered(deps.pool);
    const nowMs = deps.now();
    const due = open.filter(isDue);
    for (const lineId of new Set(due.map((one) => one.lineId))) {
      if (signal.aborted) return 0;
      const of = due.filter((one) => one.lineId === lineId);
      // As of when it was read, so that nothing that has left since counts as asked about.
      await noteAsked(deps.pool, lineId, performance.now() - readAt);
      const sinceMs = Math.min(...of.map(({ leftAtMs }) => leftAtMs)) - CLOCKS_DIFFER_MS;
      await pullLine(deps, { id: lineId, instance: of[0]!.instance }, sinceMs, nowMs + CLOCKS_DIFFER_MS, 0).catch(
        (error: unknown) => deps.log.warn({ err: error, line: lineId }, 'a line could not be asked what it holds'),
      );
    }
    return open.length > 0 ? Math.min(...open.map(({ ageMs }) => nextAskingMs(ageMs))) : null;
  },
};

const isDue = ({ ageMs, askedAgeMs }: Unanswered) => isAskedAbout(ageMs, askedAgeMs);
