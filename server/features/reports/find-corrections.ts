import type { Deps } from '../../deps';
import { makeReports, REPORT_VERSION } from './make-report';
import { DEFINITIONS } from './measure-words';
import { cellKey, type ReportIds, type ReportInFull } from './report';
import {
  insertCorrections,
  readClosed,
  readClosedMonths,
  readCorrections,
  readPresent,
  type Correction,
} from './reports.store';

/** What a late tablet or a late word may add to or take from; everything else follows from these. */
const COUNTED = [
  ...(['newCustomers', 'calls', 'visits', 'messagesIn', 'messagesOut'] as const),
  ...(['booked', 'held', 'noShow', 'cancelled', 'won', 'lost'] as const),
];
type Counted = (typeof COUNTED)[number];
/** Nearly all that comes in late comes in so soon: these are counted anew at every look. */
const MONTHS_WATCHED = 3;
const AN_HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;

/**
 * Notes what of a closed month is known otherwise since: what belongs into it and was not known, and what was taken
 * back or turned out differently. Each word once, beside the figures. What was deleted, handed over, restaged or erased
 * since changes nothing. The newest three months are looked at every time, each older one in one hour of the day,
 * however old it is: called every hour it finds what belongs to any closed month within a day. Answers how many it
 * noted.
 */
export async function findCorrections(deps: Pick<Deps, 'pool' | 'now'>): Promise<number> {
  const closed = await readClosedMonths(deps.pool, REPORT_VERSION);
  const months = [...new Set(closed.map(({ month }) => month))];
  let found = 0;
  for (const month of dueMonths(months, deps.now())) {
    const those = closed.filter((one) => one.month === month);
    let counted: ReportInFull[] | null = null;
    for (const [at, { id, teamId }] of those.entries()) {
      const before = await readClosed(deps.pool, teamId, month, REPORT_VERSION);
      // By the clocks that it closed by: an office that moves does not move what has happened.
      counted ??= await makeReports(
        deps,
        month,
        those.map((one) => one.teamId),
        { isAlone: true, zone: before?.report.zone },
      );
      const now = counted[at];
      if (before === null || now === undefined) continue;
      const corrections = await differences(deps, before, now.ids);
      if (corrections.length > 0)
        found += await insertCorrections(deps.pool, id, new Date(deps.now()).toISOString(), corrections);
    }
  }
  return found;
}

/** Of closed months, newest first, those to look at now: the old ones are spread over the hours of a day. */
export function dueMonths(months: readonly string[], nowMs: number): string[] {
  const hour = Math.floor(nowMs / AN_HOUR_MS) % HOURS_OF_DAY;
  return months.filter((_, at) => at < MONTHS_WATCHED || (at - MONTHS_WATCHED) % HOURS_OF_DAY === hour);
}

/** What the closed month and the lines beside it do not yet say. */
async function differences(
  { pool }: Pick<Deps, 'pool'>,
  before: ReportInFull & { id: string },
  now: ReportIds,
): Promise<Correction[]> {
  const lines = new Map<string, { change: number; nth: number }>();
  const noted = await readCorrections(pool, before.id);
  for (const { measure, subjectId, change } of noted) {
    const known = lines.get(`${measure} ${subjectId}`) ?? { change: 0, nth: 0 };
    lines.set(`${measure} ${subjectId}`, { change: known.change + change, nth: known.nth + 1 });
  }
  const spoken = new Map(COUNTED.map((measure) => [measure, [] as string[]]));
  for (const { measure, subjectId } of noted) spoken.get(measure as Counted)?.push(subjectId);
  const whose = [doers(before.ids), doers(now)] as const;
  const found: Correction[] = [];
  for (const measure of COUNTED) {
    // It closed before this was counted at all.
    if (before.report.definitions[measure] === undefined) continue;
    const key = cellKey('summary', 'all', measure);
    const [known, counted] = [new Set(before.ids[key]), new Set(now[key])];
    for (const subjectId of new Set([...known, ...counted, ...(spoken.get(measure) ?? [])])) {
      const line = lines.get(`${measure} ${subjectId}`) ?? { change: 0, nth: 0 };
      const change = Number(counted.has(subjectId)) - Number(known.has(subjectId)) - line.change;
      if (change !== 1 && change !== -1) continue;
      const memberId = whose[1].get(subjectId) ?? whose[0].get(subjectId) ?? null;
      found.push({ measure, subjectId, memberId, change, nth: line.nth });
    }
  }
  return withoutErased(pool, found);
}

async function withoutErased(pool: Deps['pool'], found: readonly Correction[]): Promise<Correction[]> {
  const kept: Correction[] = [];
  for (const measure of new Set(found.map((one) => one.measure))) {
    const those = found.filter((one) => one.measure === measure);
    const taken = those.filter(({ change }) => change < 0).map(({ subjectId }) => subjectId);
    const present =
      taken.length === 0 ? new Set<string>() : await readPresent(pool, DEFINITIONS[measure as Counted].noun, taken);
    kept.push(...those.filter(({ change, subjectId }) => change > 0 || present.has(subjectId)));
  }
  return kept;
}

/** Whose each is, by the rows of the comparison. */
function doers(ids: ReportIds): Map<string, string> {
  const whose = new Map<string, string>();
  for (const [key, those] of Object.entries(ids)) {
    const [group, row = ''] = key.split('/');
    if (group === 'agents' || group === 'answers') for (const id of those) whose.set(id, row);
  }
  return whose;
}
