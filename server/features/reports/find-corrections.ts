import type { Deps } from '../../deps';
import { makeReports, REPORT_VERSION } from './make-report';
import { cellKey } from './report';
import { insertCorrections, readClosed, readClosedMonths, type Correction } from './reports.store';

/** What a late tablet or a late word may add to; everything else follows from these. */
const COUNTED = ['newCustomers', 'calls', 'visits', 'booked', 'held', 'noShow', 'cancelled', 'won', 'lost'] as const;
const MONTHS_WATCHED = 3;

/**
 * Notes what belongs into a closed month and was not known when it closed: each once, beside the figures. What was
 * deleted, handed over or restaged since changes nothing. Answers how many it noted.
 */
export async function findCorrections(deps: Pick<Deps, 'pool' | 'now'>): Promise<number> {
  const closed = await readClosedMonths(deps.pool, REPORT_VERSION);
  const months = [...new Set(closed.map(({ month }) => month))].slice(0, MONTHS_WATCHED);
  let found = 0;
  for (const month of months) {
    const those = closed.filter((one) => one.month === month);
    const counted = await makeReports(
      deps,
      month,
      those.map(({ teamId }) => teamId),
      false,
    );
    for (const [at, { id, teamId }] of those.entries()) {
      const before = await readClosed(deps.pool, teamId, month, REPORT_VERSION);
      const now = counted[at];
      if (before === null || now === undefined) continue;
      const whose = doers(now.ids);
      const corrections = COUNTED.flatMap((measure): Correction[] => {
        const key = cellKey('summary', 'all', measure);
        const known = new Set(before.ids[key] ?? []);
        return (now.ids[key] ?? [])
          .filter((subjectId) => !known.has(subjectId))
          .map((subjectId) => ({ measure, subjectId, memberId: whose.get(subjectId) ?? null }));
      });
      if (corrections.length > 0)
        found += await insertCorrections(deps.pool, id, new Date(deps.now()).toISOString(), corrections);
    }
  }
  return found;
}

/** Whose each is, by the rows of the comparison. */
function doers(ids: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  const whose = new Map<string, string>();
  for (const [key, those] of Object.entries(ids)) {
    const [group, row = ''] = key.split('/');
    if (group === 'agents') for (const id of those) whose.set(id, row);
  }
  return whose;
}
