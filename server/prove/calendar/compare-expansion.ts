/** The product's expansion of recurring appointments beside the walker's, rule by rule. */
import { cutSeries, occurrencesBetween, startsWithItself, type Series } from '../../../sync/rules/recurrence';
import type { Random } from '../../../prisma/factories/random';
import { randomSeries } from './random-series';
import { walkDays } from './walk-days';

export type Expand = typeof occurrencesBetween;

export type ExpansionCounts = { rules: number; occurrences: number; cuts: number; differing: string[] };

const YEAR_MS = 365 * 86_400_000;
const MAX_OCCURRENCES = 160;
/** Enough to know. */
const MAX_FOUND = 10;

/** `expand`: what is proven; the product's own unless a breakage is tried. */
export function compareExpansion(
  random: Random,
  rules: number,
  expand: Expand = occurrencesBetween,
  maxFound = MAX_FOUND,
): ExpansionCounts {
  const counts: ExpansionCounts = { rules: 0, occurrences: 0, cuts: 0, differing: [] };
  for (let rule = 0; rule < rules && counts.differing.length < maxFound; rule += 1) {
    const series = randomSeries(random);
    const startMs = Date.parse(series.startsAt);
    const toMs = startMs + random.between(1, 3) * YEAR_MS;
    const expected = walkDays(series, toMs).slice(0, MAX_OCCURRENCES);
    const endMs = expected.length < MAX_OCCURRENCES ? toMs : Date.parse(expected.at(-1)!.startsAt) + 1;
    counts.rules += 1;
    counts.occurrences += expected.length;
    note(counts, 'whole', series, expected, expand(series, startMs, endMs));
    if (!startsWithItself(series)) counts.differing.push(`does not start with itself: ${JSON.stringify(series)}`);

    // A window in the middle, as a week of the calendar asks for it.
    const fromMs = startMs + random.below(Math.max(1, Math.floor((endMs - startMs) / 3_600_000))) * 3_600_000;
    const weekMs = Math.min(endMs, fromMs + 7 * 86_400_000);
    const inWindow = expected.filter(
      ({ startsAt, endsAt }) => Date.parse(startsAt) < weekMs && Date.parse(endsAt) > fromMs,
    );
    if (weekMs > fromMs) note(counts, 'window', series, inWindow, expand(series, fromMs, weekMs));

    if (expected.length > 2 && random.chance(0.5)) {
      const on = random.pick(expected.slice(1)).on;
      const cut = cutSeries(series, on);
      if (cut === null) {
        counts.differing.push(`not cut at ${on}: ${JSON.stringify(series)}`);
        continue;
      }
      counts.cuts += 1;
      const halves = [...walkDays({ ...series, rrule: cut.before }, endMs), ...walkDays(cut.after, endMs)];
      note(counts, `cut at ${on}`, series, expected, halves.slice(0, expected.length));
    }
  }
  return counts;
}

function note(counts: ExpansionCounts, what: string, series: Series, expected: object, found: object): void {
  if (JSON.stringify(expected) === JSON.stringify(found)) return;
  counts.differing.push(`${what}: ${JSON.stringify({ series, expected, found }).slice(0, 2_000)}`);
}
