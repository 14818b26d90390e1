/**
 * Looks for what was handed over without an answer among what the line holds. Until it is found nobody sends it again.
 */
import type { Job } from '../../lib/job';
import { pullLine } from './pull-line';
import { readUnanswered, recordNoted } from './pulled.store';

const EVERY_MS = 60_000;
const SOON_MS = 10_000;
const CLOCKS_DIFFER_MS = 2 * 60_000;

export const settleWhatsappJob: Job = {
  name: 'settle-whatsapp',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    if ((await recordNoted(deps.pool)) > 0) deps.hub.publish(['messages']);
    const open = await readUnanswered(deps.pool);
    const nowMs = deps.now();
    for (const line of open) {
      if (signal.aborted) return 0;
      await pullLine(deps, line, line.sinceMs - CLOCKS_DIFFER_MS, nowMs + CLOCKS_DIFFER_MS, 0).catch((error: unknown) =>
        deps.log.warn({ err: error, line: line.id }, 'a line could not be asked what it holds'),
      );
    }
    return open.length > 0 ? SOON_MS : null;
  },
};
