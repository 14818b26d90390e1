import type { Settings } from '../../../sync/rules/settings';
import type { Span } from '../../../sync/rules/setting-values';
import { weekdayOf, weekOf, workOf } from '../../../sync/rules/work-time';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { rounded } from './measures';
import { minute } from './time-at-work';

/** An account was opened, or closed. */
export type AccountTurn = { readonly at: string; readonly isHere: boolean };

/** Those of the days on which somebody was here, if only for a part: nobody works before they come, or after. */
export function daysHere(days: readonly string[], turns: readonly AccountTurn[], zone: string): string[] {
  const dated = turns.map(({ at, isHere }) => ({ on: localTimeOf(at, zone).slice(0, 10), isHere }));
  // Before the first word it was the other way round.
  const atFirst = dated[0]?.isHere !== true;
  return days.filter(
    (day) =>
      (dated.findLast(({ on }) => on < day)?.isHere ?? atFirst) || dated.some(({ on, isHere }) => on === day && isHere),
  );
}

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
