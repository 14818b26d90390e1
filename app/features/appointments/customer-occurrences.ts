import { hasOutcome, takesTime } from '../../../sync/rules/appointment-status';
import { shownBetween, shownChange } from '../../../sync/rules/occurrences';
import { isOverride, isSeries, rootOf } from '../../../sync/rules/series';
import { isRemains } from '../../database/is-remains';
import type { Appointment, StoredAppointment } from './use-appointments';

const DAY_MS = 86_400_000;
/** Of a series, what is shown beside a customer's other appointments: nobody reads years of the same meeting. */
const BACK_DAYS = 90;
const AHEAD_DAYS = 56;

/** All appointments of one customer as they are shown, earliest first; of series the occurrences around now. */
export function occurrencesOfCustomer(
  documents: readonly StoredAppointment[],
  nowMs: number,
): (StoredAppointment & Appointment)[] {
  const standing = documents.filter((one) => !isRemains(one) && one.deletedAt === '');
  const series = standing.filter(isSeries);
  const fromMs = nowMs - BACK_DAYS * DAY_MS;
  const around = shownBetween(standing, fromMs, nowMs + AHEAD_DAYS * DAY_MS);
  const isShown = new Set(around.map(({ id }) => id));
  const beyond = standing
    .filter((one) => !isSeries(one) && !isShown.has(one.id))
    .map((one) =>
      isOverride(one)
        ? shownChange(
            one,
            series.filter((each) => rootOf(each) === rootOf(one)),
          )
        : { ...one, occurrence: null },
    );
  return [...around, ...beyond].sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}

/**
 * Where one meets a customer next, or is with them now; `latestFirst` as they are shown. What is already said to have
 * taken place, or not, is not what comes next, even if its time is not up.
 */
export function nextOfCustomer<A extends Appointment>(latestFirst: readonly A[], nowMs: number): A | undefined {
  const now = new Date(nowMs).toISOString();
  return latestFirst.findLast((one) => one.endsAt > now && takesTime(one) && !hasOutcome(one));
}

/** A conflict card of a series stands beside one of its occurrences, the latest, and not beside each. */
export function withCardsOnce<A extends StoredAppointment & Appointment>(appointments: readonly A[]): A[] {
  const told = new Set<string>();
  return [...appointments].reverse().map((one) => {
    if (one.occurrence === undefined || one.occurrence === null || one.occurrence.isChanged) return one;
    const { seriesId } = one.occurrence;
    if (!told.has(seriesId)) {
      told.add(seriesId);
      return one;
    }
    return { ...one, conflicted: '', sync: { ...one.sync, conflicts: [] } };
  });
}
