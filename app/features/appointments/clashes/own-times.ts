import type { TimedAppointment } from '../../../../sync/rules/appointment-overlap';
import type { CandidateDate } from '../../../../sync/rules/clash-search';
import type { ClashDecisions } from './clash-decisions';
import type { Attending } from '../free-time/free-time';

/** When a series itself takes the time of its people, with what was decided of its dates; the date `on` left out. */
export function ownTimes(
  dates: readonly CandidateDate[],
  on: string,
  { byDate }: ClashDecisions,
  who: Attending,
): TimedAppointment[] {
  return dates.flatMap((date) => {
    const decision = byDate[date.on];
    if (date.on === on || decision?.as === 'skip') return [];
    const { startsAt, endsAt } = decision?.as === 'move' ? decision : date;
    return [{ ...who, id: date.on, startsAt, endsAt, status: 'confirmed', deletedAt: '' }];
  });
}
