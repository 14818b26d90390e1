/**
 * How lines stand, by asking; that events come where they should; and, by asking for messages, that none was kept from
 * us.
 */
import { isOfficeOpen } from '../../../sync/rules/work-time';
import type { Deps } from '../../deps';
import { WhatsappError } from '../../gateways/whatsapp/contract';
import type { Job } from '../../lib/job';
import { webhookUrlOf } from '../lines/line-webhook';
import { allLines, type Line } from '../lines/follow-lines';
import { noteLineState } from '../lines/manage-lines';
import { noteLineTrouble } from '../notifications/note-news';
import { officeSettings } from '../settings/office-settings';
import { pullLine } from './pull-line';
import { notePulled } from './pulled.store';

const EVERY_MS = 30_000;
const PULLED_EVERY_MS = 5 * 60_000;
/** At the first look, and after a long time away. */
const LONGEST_AGO_MS = 3 * 24 * 3_600_000;
const OVERLAP_MS = 15 * 60_000;
/** What is younger may still be on its way to us. */
const OVERDUE_MS = 2 * 60_000;

export const tendLinesJob: Job = {
  name: 'tend-lines',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    const lines = await allLines(deps);
    const failures: unknown[] = [];
    for (const line of lines) {
      if (signal.aborted) return 0;
      try {
        await tend(deps, line);
      } catch (error) {
        if (error instanceof WhatsappError) {
          deps.log.warn({ line: line.id, code: error.code, detail: error.detail }, 'a line cannot be asked');
          await noteLineState(deps, line.id, 'unknown');
          continue;
        }
        deps.log.error({ err: error, line: line.id }, 'what a line held could not be taken in');
        failures.push(error);
      }
    }
    if (lines.length > 0) await noteLineTrouble(deps);
    // The others were tended; that one could not be is the run's outcome all the same.
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} lines could not be tended`);
    return lines.length === 0 ? null : EVERY_MS;
  },
};

async function tend(deps: Deps, line: Line): Promise<void> {
  const state = await deps.whatsapp.state(line.instance);
  await noteLineState(deps, line.id, state);
  if (state !== 'open') return;
  const nowMs = deps.now();
  const pulledMs = Date.parse(line.pulledAt ?? '') || 0;
  if (line.state === 'open' && nowMs - pulledMs < PULLED_EVERY_MS) return;
  const wasWrong = await deps.whatsapp.ensureWebhook(line.instance, webhookUrlOf(deps.config, line));
  const sinceMs = Math.max(pulledMs - OVERLAP_MS, nowMs - LONGEST_AGO_MS);
  const missed = await pullLine(deps, line, sinceMs, nowMs + OVERLAP_MS, pulledMs === 0 ? 0 : nowMs - OVERDUE_MS);
  if (missed > 0 || wasWrong)
    deps.log.error(
      { line: line.id, missed, wasWrong, action: 'line.silent' },
      'a line held messages that nobody had told of',
    );
  const isHeard = missed === 0 && !wasWrong && (Date.parse(line.lastEventAt ?? '') || 0) > pulledMs;
  // While the office is closed nobody minds a line that says nothing by itself.
  const isMinded = missed > 0 && isOfficeOpen(await officeSettings(deps.pool), nowMs);
  await notePulled(deps.pool, line.id, nowMs, isMinded ? true : isHeard ? false : null);
}
