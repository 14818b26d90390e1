/**
 * Which occurrences a recurring appointment has (RFC 5545 §3.3.10). The wall clock of the zone stays put: a meeting at
 * ten is at ten before and after a change to summer time. A local time that a change leaps over has no occurrence that
 * day and is not counted; one that comes twice is the first of the two. The length is that of the first occurrence.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { stepsByDays, walkDays } from './day-steps';
import { formatRecurrence, parseRecurrence, type Recurrence } from './recurrence-rule';
import { instantOfWall, isZone, localTimeOf } from './wall-time';

/** The schedule of a series is that of its first occurrence. `rrule`: recurrence-rule.ts. */
export type Series = {
  readonly startsAt: string;
  readonly endsAt: string;
  /** IANA zone whose wall clock the series follows. */
  readonly zone: string;
  readonly rrule: string;
};

export type Occurrence = {
  /** Local wall time of the start as the rule has it, 'YYYY-MM-DDTHH:mm' in the series' zone: its name for ever. */
  readonly on: string;
  readonly startsAt: string;
  readonly endsAt: string;
};

/** Far beyond what any window asks for; the library's own default would end a daily series after 27 years. */
const MAX_STEPS = 200_000;
const DAY_MS = 86_400_000;

/**
 * The occurrences that take some time in [fromMs, toMs), in order; milliseconds since 1970. None for a rule that is not
 * ours or a zone that the device does not know.
 */
export function occurrencesBetween(series: Series, fromMs: number, toMs: number): Occurrence[] {
  const rule = readSeries(series);
  if (rule === null || toMs <= fromMs) return [];
  const lengthMs = lengthOf(series);
  // One that began before the window may still run in it.
  const firstMs = Math.max(fromMs - lengthMs, Date.parse(series.startsAt));
  const found: Occurrence[] = [];
  for (const startMs of startsOf(rule, series, firstMs, toMs)) {
    if (startMs.atMs >= toMs) break;
    const occurrence = toOccurrence(startMs, lengthMs);
    if (startMs.atMs + lengthMs > fromMs || startMs.atMs >= fromMs) found.push(occurrence);
  }
  return found;
}

/** The first `limit` occurrences of the series. */
export function firstOccurrences(series: Series, limit: number): Occurrence[] {
  const rule = readSeries(series);
  const startMs = Date.parse(series.startsAt);
  for (let years = 1; rule !== null; years *= 4) {
    // 29 February every 99 years is the rarest of ours.
    const isAll = years > 1_000;
    const found = occurrencesBetween(series, startMs, startMs + years * 366 * DAY_MS).slice(0, limit);
    if (found.length === limit || isAll) return found;
  }
  return [];
}

/** Whether the series starts with its own schedule: what is stored must, or its first occurrence would be nowhere. */
export function startsWithItself(series: Series): boolean {
  return firstOccurrences(series, 1)[0]?.startsAt === series.startsAt;
}

/** The occurrence with this name; null when the rule has none. */
export function occurrenceOn(series: Series, on: string): Occurrence | null {
  const nearMs = Date.parse(`${on}:00.000Z`);
  if (Number.isNaN(nearMs)) return null;
  return (
    occurrencesBetween(series, nearMs - DAY_MS, nearMs + DAY_MS).find((occurrence) => occurrence.on === on) ?? null
  );
}

/** The two halves of a series cut before one of its occurrences: what stays, and what begins there. */
export type CutSeries = { readonly before: string; readonly after: Series };

/**
 * "This and following": the old series ends before the occurrence named `on`, a new one with the same rule begins with it. A count
 * is shared out. Null when the series has no such occurrence, or when it is the first: then the whole series is meant.
 */
export function cutSeries(series: Series, on: string): CutSeries | null {
  const recurrence = parseRecurrence(series.rrule);
  const cut = occurrenceOn(series, on);
  if (recurrence === null || cut === null || cut.startsAt <= series.startsAt) return null;
  const after: Series = {
    ...series,
    startsAt: cut.startsAt,
    endsAt: cut.endsAt,
    rrule: formatRecurrence({ ...recurrence, end: endAfterCut(series, recurrence, cut) }),
  };
  return { before: endedBefore(series.rrule, cut.startsAt), after };
}

/** The rule with its last occurrence before an instant. Throws RangeError for a rule that is not ours. */
export function endedBefore(rrule: string, instant: string): string {
  const recurrence = parseRecurrence(rrule);
  if (recurrence === null) throw new RangeError('recurrence: no rule of ours');
  const until = new Date(Math.floor(Date.parse(instant) / 1000) * 1000 - 1000).toISOString();
  return formatRecurrence({ ...recurrence, end: { ends: 'until', until } });
}

function endAfterCut(series: Series, recurrence: Recurrence, cut: Occurrence): Recurrence['end'] {
  if (recurrence.end.ends !== 'after') return recurrence.end;
  const passed = occurrencesBetween(series, Date.parse(series.startsAt), Date.parse(cut.startsAt)).filter(
    ({ startsAt }) => startsAt < cut.startsAt,
  ).length;
  return { ends: 'after', count: recurrence.end.count - passed };
}

const lengthOf = (series: Series) => Math.max(0, Date.parse(series.endsAt) - Date.parse(series.startsAt));

/** One start: its wall time as milliseconds since 1970 as if it were UTC, and the instant. */
type Start = { readonly wallMs: number; readonly atMs: number };

function toOccurrence({ wallMs, atMs }: Start, lengthMs: number): Occurrence {
  return {
    on: new Date(wallMs).toISOString().slice(0, 16),
    startsAt: new Date(atMs).toISOString(),
    endsAt: new Date(atMs + lengthMs).toISOString(),
  };
}

/**
 * Starts at or after `firstMs`, up to some past `toMs`. Rules are walked on the wall clock alone, without a zone: the
 * library's own time-zone arithmetic misses a summer time that pauses for a few weeks (Morocco's Ramadan). What the zone
 * makes of each wall time is asked of Intl, and count and end are kept here, because a leapt-over time does not count.
 */
function startsOf(
  { startWallMs, recurrence, rule }: ReadSeries,
  { zone }: Series,
  firstMs: number,
  toMs: number,
): Start[] {
  const { end } = recurrence;
  const untilMs = end.ends === 'until' ? Date.parse(end.until) : Infinity;
  const starts: Start[] = [];
  let counted = 0;
  /** False once no further start is wanted. */
  const take = (wallMs: number): boolean => {
    const atMs = instantOfWall(wallMs, zone);
    if (atMs === null) return true;
    counted += 1;
    if (atMs > untilMs || atMs >= toMs || (end.ends === 'after' && counted > end.count)) return false;
    if (atMs >= firstMs) starts.push({ wallMs, atMs });
    return true;
  };
  const isCounted = end.ends === 'after';
  // Counting begins at the beginning; and no zone is further from UTC than a day.
  if (stepsByDays(recurrence)) walkDays(recurrence, startWallMs, isCounted ? startWallMs : firstMs - DAY_MS, take);
  else if (isCounted) rule().all((wall) => take(wall.epochMilliseconds));
  else {
    const wallTo = new Date(Math.min(toMs, untilMs) + DAY_MS);
    for (const wall of rule().between(new Date(firstMs - DAY_MS), wallTo, true))
      if (!take(wall.epochMilliseconds)) break;
  }
  return starts;
}

/** Reading a rule costs more than walking it, and every screen asks again for the same few series. */
type ReadSeries = {
  readonly recurrence: Recurrence;
  /** Where it begins on the wall clock, in milliseconds since 1970 as if it were UTC. */
  readonly startWallMs: number;
  /** The library's, for rules whose days differ; made when it is first asked for. */
  readonly rule: () => RRuleTemporal;
};
const read = new Map<string, ReadSeries | null>();
const MAX_READ = 2_000;

function readSeries({ startsAt, zone, rrule }: Series): ReadSeries | null {
  const key = `${startsAt} ${zone} ${rrule}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size >= MAX_READ) read.clear();
  const made = readAnew(startsAt, zone, rrule);
  read.set(key, made);
  return made;
}

function readAnew(startsAt: string, zone: string, rrule: string): ReadSeries | null {
  const recurrence = parseRecurrence(rrule);
  if (recurrence === null || !isZone(zone)) return null;
  const startOn = localTimeOf(startsAt, zone);
  let rule: RRuleTemporal | null = null;
  return {
    recurrence,
    startWallMs: Date.parse(`${startOn}:00.000Z`),
    rule: () => (rule ??= makeRule(recurrence, startOn)),
  };
}

function makeRule(recurrence: Recurrence, startOn: string): RRuleTemporal {
  const dtstart = startOn.replace(/[-:]/g, '');
  const endless = formatRecurrence({ ...recurrence, end: { ends: 'never' } });
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${dtstart}00\nRRULE:${endless}`,
    maxIterations: MAX_STEPS,
    maxCandidateEvaluations: MAX_STEPS,
  });
}
