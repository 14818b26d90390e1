import type { Settings } from '../../../sync/rules/settings';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { workOf } from '../../../sync/rules/work-time';

const DAY_MS = 86_400_000;
const NOBODY = '';

/** How many minutes of the office's working hours lie between two instants: its holidays are none. Whole minutes. */
export function minutesAtWork(settings: Settings, from: string, until: string): number {
  const { zone } = settings.office;
  const [begins, ends] = [localTimeOf(from, zone), localTimeOf(until, zone)];
  const lastDay = ends.slice(0, 10);
  let sum = 0;
  for (let day = begins.slice(0, 10); day <= lastDay; day = nextDay(day))
    for (const span of workOf(settings, NOBODY, day)) {
      const first =
        day === begins.slice(0, 10) ? Math.max(minute(span.from), minute(begins.slice(11))) : minute(span.from);
      const last = day === lastDay ? Math.min(minute(span.to), minute(ends.slice(11))) : minute(span.to);
      sum += Math.max(0, last - first);
    }
  return sum;
}
const nextDay = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
export const minute = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
