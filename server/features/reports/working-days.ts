import type { Settings } from '../../../sync/rules/settings';
import type { Span } from '../../../sync/rules/setting-values';
import { weekdayOf, weekOf, workOf } from '../../../sync/rules/work-time';
import { rounded } from './measures';
import { minute } from './time-at-work';

/** Days that somebody works, a day that is partly free in part; by tenths. */
export function workingDays(settings: Settings, memberId: string, days: readonly string[]): number {
  let sum = 0;
  for (const on of days) {
    const planned = minutesOf(weekOf(settings, memberId)[weekdayOf(on)] ?? []);
    if (planned > 0) sum += minutesOf(workOf(settings, memberId, on)) / planned;
  }
  return rounded(sum);
}
const minutesOf = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + minute(to) - minute(from), 0);
