/**
 * Which occurrences a recurring appointment has (RFC 5545 §3.3.10). The wall clock of the zone stays put: a meeting at
 * ten is at ten before and after a change to summer time. A local time that a change leaps over has no occurrence that
 * day and is not counted; one that comes twice is the first of the two. The length is that of the first occurrence.
 */
import { RRuleTemporal } from 'rrule-temporal';
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

/**
 * Far beyond what any window asks for; the library's own default would end a daily series after 27 years. Its other
 * cap, `maxCandidateEvaluations`, is left alone: where it is set, the library walks day by day, ten times slower.
 */
const MAX_STEPS = 200_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;

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
  for (const { atMs, occurrence } of startsOf(rule, firstMs, toMs))
    if (atMs + lengthMs > fromMs || atMs >= fromMs) found.push(occurrence);
  return found;
}

/** The first `limit` occurrences of the series. */
export function firstOccurrences(series: Series, limit: number): Occurrence[] {
  const rule = readSeries(series);
  const startMs = Date.parse(series.startsAt);
  for (let years = 1; rule !== null; years *= 4) {
    // 29 February every 99 years is the rarest of ours.
    const isAll = years > 1_000;
    const found = occurrencesBetween(series, startMs, startMs + years * YEAR_MS).slice(0, limit);
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
 * "This and following": the old series ends before the occurrence named `on`, a new one with the same rule begins with
 * it. A count is shared out. Null when the series has no such occurrence, or when it is the first: then the whole
 * series is meant.
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

/** One start: the instant, and what begins then. */
type Start = { readonly atMs: number; readonly occurrence: Occurrence };

/**
 * Starts at or after `firstMs`, up to some past `toMs`. Rules are walked on the wall clock alone, without a zone: the
 * library's own time-zone arithmetic misses a summer time that pauses for a few weeks (Morocco's Ramadan). What the
 * zone makes of each wall time is asked of Intl, and count and end are kept here, because a leapt-over time does not
 * count.
 */
function startsOf(series: ReadSeries, firstMs: number, toMs: number): readonly Start[] {
  const { end } = series.recurrence;
  const lastMs = end.ends === 'until' ? Math.min(toMs, Date.parse(end.until) + 1) : toMs;
  const walked = end.ends === 'after' ? countedStarts(series, end.count) : startsAround(series, firstMs, lastMs);
  return walked.filter(({ atMs }) => atMs >= firstMs && atMs < lastMs);
}

/** Counting begins at the beginning. Windows, and not one date after another, are what the library walks fast. */
function countedStarts(series: ReadSeries, count: number): readonly Start[] {
  if (series.counted !== null) return series.counted;
  const starts: Start[] = [];
  const endMs = series.firstWallMs + LONGEST_MS;
  for (let [fromMs, windowMs] = [series.firstWallMs, YEAR_MS]; starts.length < count && fromMs < endMs;) {
    const found = walk(series, fromMs, fromMs + windowMs - 1);
    starts.push(...found);
    fromMs += windowMs;
    // Years may pass between two of a rare rule.
    if (found.length < FEW) windowMs *= 2;
  }
  series.counted = starts.slice(0, count);
  return series.counted;
}

/** Those from about a day before to about a day after: no zone is further from UTC. */
function startsAround(series: ReadSeries, fromMs: number, toMs: number): readonly Start[] {
  const [first, last] = [fromMs - DAY_MS, toMs + DAY_MS].map((ms) => Math.floor(ms / STRETCH_MS)) as [number, number];
  if (last - first > MAX_STRETCHES) return walk(series, fromMs - DAY_MS, toMs + DAY_MS);
  if (series.stretches.size > MAX_STRETCHES) series.stretches.clear();
  const starts: Start[] = [];
  for (let at = first; at <= last; at += 1) {
    const known = series.stretches.get(at) ?? walk(series, at * STRETCH_MS, (at + 1) * STRETCH_MS - 1);
    series.stretches.set(at, known);
    starts.push(...known);
  }
  return starts;
}

function walk({ rule, zone, lengthMs }: ReadSeries, wallFromMs: number, wallToMs: number): Start[] {
  const walls = rule.between(new Date(wallFromMs), new Date(wallToMs), true);
  return walls.flatMap(({ epochMilliseconds }) => startOn(epochMilliseconds, zone, lengthMs) ?? []);
}

/** `wallMs`: as if the wall clock were UTC, as the library has it. Null for a wall time that the zone leaps over. */
function startOn(wallMs: number, zone: string, lengthMs: number): Start | null {
  const atMs = instantOfWall(wallMs, zone);
  if (atMs === null) return null;
  const occurrence = {
    on: new Date(wallMs).toISOString().slice(0, 16),
    startsAt: new Date(atMs).toISOString(),
    endsAt: new Date(atMs + lengthMs).toISOString(),
  };
  return { atMs, occurrence };
}

/** What is walked and kept at once: eight weeks, so that a day's view walks little and a year's check few times. */
const STRETCH_MS = 56 * DAY_MS;
/** A thousand times 29 February every 99 years is beyond every calendar: what has not come by then is not counted. */
const LONGEST_MS = 8_000 * YEAR_MS;
const FEW = 50;
/** Fifteen years; what asks for more is rare and walked anew. */
const MAX_STRETCHES = 100;

/**
 * Reading and walking a rule make objects of a calendar for every date; every screen and every check of what a save
 * would meet ask again for the same few series. What was walked of one stays as long as its reading.
 */
type ReadSeries = {
  readonly rule: RRuleTemporal;
  readonly recurrence: Recurrence;
  readonly zone: string;
  readonly lengthMs: number;
  /** Where it begins on the wall clock, in milliseconds since 1970 as if it were UTC. */
  readonly firstWallMs: number;
  /** By their place in stretches of the wall clock since 1970. */
  readonly stretches: Map<number, readonly Start[]>;
  /** All of a rule that ends after so many; null until they are asked for. */
  counted: readonly Start[] | null;
};
const read = new Map<string, ReadSeries | null>();
const MAX_READ = 2_000;

function readSeries(series: Series): ReadSeries | null {
  const { startsAt, endsAt, zone, rrule } = series;
  const key = `${startsAt} ${endsAt} ${zone} ${rrule}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size >= MAX_READ) read.clear();
  const made = makeRule(series);
  read.set(key, made);
  return made;
}

function makeRule(series: Series): ReadSeries | null {
  const { startsAt, zone, rrule } = series;
  const recurrence = parseRecurrence(rrule);
  if (recurrence === null || !isZone(zone)) return null;
  const startsOn = localTimeOf(startsAt, zone);
  const dtstart = startsOn.replace(/[-:]/g, '');
  const endless = formatRecurrence({ ...recurrence, end: { ends: 'never' } });
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${dtstart}00\nRRULE:${endless}`,
    maxIterations: MAX_STEPS,
  });
  const firstWallMs = Date.parse(`${startsOn}:00.000Z`);
  return { rule, recurrence, zone, lengthMs: lengthOf(series), firstWallMs, stretches: new Map(), counted: null };
}
