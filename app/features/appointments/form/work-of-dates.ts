import type { AppointmentFields } from '../../../../sync/collections/appointment';
import type { CandidateDate } from '../../../../sync/rules/clash-search';
import type { Settings } from '../../../../sync/rules/settings';
import { workWarnings, type WorkWarning } from '../../../../sync/rules/work-warnings';
import { addMinutes } from '../../../ui/wall-clock';

/** One thing that speaks softly against some dates, with the starts of those dates in order. */
export type WarnedDates = { readonly warning: WorkWarning; readonly startsAt: readonly string[] };
type Beside = Parameters<typeof workWarnings>[1][number];

/** No way between two places takes longer than this to look for, on either side. */
const NEAR_MINUTES = 60;

/**
 * What speaks softly against the dates of an appointment or series, each kind once. `around`: whatever stands around
 * them, whosever it is, without what is being changed.
 */
export function workOfDates(
  dates: readonly CandidateDate[],
  { agentId, location }: Pick<AppointmentFields, 'agentId' | 'location'>,
  around: readonly Beside[],
  settings: Settings,
): WarnedDates[] {
  const byDay = new Map<string, Beside[]>();
  for (const one of around) {
    if (one.agentId !== agentId) continue;
    for (const day of new Set([one.startsAt.slice(0, 10), one.endsAt.slice(0, 10)])) {
      const list = byDay.get(day);
      if (list === undefined) byDay.set(day, [one]);
      else list.push(one);
    }
  }
  const found = new Map<WorkWarning['kind'], { warning: WorkWarning; startsAt: string[] }>();
  for (const { startsAt, endsAt } of dates) {
    const days = [addMinutes(startsAt, -NEAR_MINUTES), addMinutes(endsAt, NEAR_MINUTES)].map((at) => at.slice(0, 10));
    const beside = [...new Set(days)].flatMap((day) => byDay.get(day) ?? []);
    for (const warning of workWarnings({ agentId, startsAt, endsAt, location }, beside, settings)) {
      const known = found.get(warning.kind);
      if (known === undefined) found.set(warning.kind, { warning, startsAt: [startsAt] });
      else known.startsAt.push(startsAt);
    }
  }
  return [...found.values()];
}
