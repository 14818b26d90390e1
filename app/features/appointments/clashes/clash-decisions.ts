import type { AcceptedClash } from '../../../../sync/collections/appointment';
import { clashName, type Meeting } from '../../../../sync/rules/clash-search';
import { occurrenceId } from '../../../../sync/rules/series';
import type { AppointmentValues } from '../appointment-values';
import type { Appointment } from '../use-appointments';

/** What becomes of one date of a series that meets something. */
export type DateDecision =
  | { readonly as: 'keep' }
  | { readonly as: 'skip' }
  | { readonly as: 'move'; readonly startsAt: string; readonly endsAt: string };
export type ClashDecisions = { readonly reason: string; readonly byDate: Readonly<Record<string, DateDecision>> };
/** What people were told would be met, and what they decided about it. */
export type FoundClashes = {
  readonly meetings: readonly Meeting<Appointment>[];
  readonly decisions: ClashDecisions;
};
export const NOTHING_DECIDED: ClashDecisions = { reason: '', byDate: {} };

type Met = { readonly date: { readonly on: string } };
const asOf = ({ byDate }: ClashDecisions, { date }: Met) => byDate[date.on]?.as ?? 'keep';

/** What was decided of all dates alike, null where they differ. */
export function decidedAlike(meetings: readonly Met[], decisions: ClashDecisions): DateDecision['as'] | null {
  const [first, ...others] = meetings.map((meeting) => asOf(decisions, meeting));
  return first !== undefined && others.every((as) => as === first) ? first : null;
}

/**
 * The same for all of them. `moved` says where one goes, knowing what was decided of those before it, so that no two go
 * to the same time.
 */
export function decideAll<M extends Met>(
  meetings: readonly M[],
  decisions: ClashDecisions,
  as: DateDecision['as'],
  moved: (meeting: M, decisions: ClashDecisions) => DateDecision,
): ClashDecisions {
  const theirs = new Set(meetings.map(({ date }) => date.on));
  const others = Object.entries(decisions.byDate).filter(([on]) => !theirs.has(on));
  return meetings.reduce<ClashDecisions>(
    (decided, meeting) => {
      const decision = as === 'move' ? moved(meeting, decided) : { as };
      return { ...decided, byDate: { ...decided.byDate, [meeting.date.on]: decision } };
    },
    { ...decisions, byDate: Object.fromEntries(others) },
  );
}

/** The meetings that stay as they are, as they are kept on the appointment. */
export function acceptedOf(
  meetings: readonly Meeting<Appointment>[],
  { reason, byDate }: ClashDecisions,
  by: string,
): AcceptedClash[] {
  return meetings
    .filter(({ date }) => (byDate[date.on]?.as ?? 'keep') === 'keep')
    .flatMap(({ date, met }) =>
      met.map((one) => {
        const { root, on } = clashName(one);
        return { on: date.on, root, otherOn: on, reason: reason.trim(), by };
      }),
    );
}

/** The dates of a new series that are left out or stand elsewhere, each an appointment of its own. */
export function changedDates(
  seriesId: string,
  series: AppointmentValues,
  meetings: readonly Meeting<Appointment>[],
  { reason, byDate }: ClashDecisions,
): { readonly id: string; readonly values: AppointmentValues }[] {
  return meetings.flatMap(({ date: { on, startsAt, endsAt } }) => {
    const decision = byDate[on];
    if (decision === undefined || decision.as === 'keep') return [];
    const place = { recurrence: '', accepts: [], rootId: seriesId, seriesId, occurrenceOn: on };
    const values: AppointmentValues =
      decision.as === 'skip'
        ? { startsAt, endsAt, status: 'cancelled', cancelReason: reason.trim(), own: ['status', 'cancelReason'] }
        : { startsAt: decision.startsAt, endsAt: decision.endsAt, own: ['schedule'] };
    return [{ id: occurrenceId(seriesId, on), values: { ...series, ...place, ...values } }];
  });
}
