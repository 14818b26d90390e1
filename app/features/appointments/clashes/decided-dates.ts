import { changeSeries, type AppointmentWrite, type Maker } from '../../../../sync/rules/change-series';
import type { Meeting } from '../../../../sync/rules/clash-search';
import { shownBetween } from '../../../../sync/rules/occurrences';
import { AHEAD_MS, written } from '../../../../sync/rules/series-after';
import { acceptedOf, type ClashDecisions } from './clash-decisions';
import type { Appointment, StoredAppointment } from '../use-appointments';

/**
 * `writes` of a change of a series with what was decided about the dates that meet something then: left out, put
 * elsewhere, or kept knowingly. All of it is stored together.
 */
export function withDecidedDates(
  writes: readonly AppointmentWrite[],
  documents: readonly StoredAppointment[],
  meetings: readonly Meeting<Appointment>[],
  decisions: ClashDecisions,
  maker: Maker,
): AppointmentWrite[] {
  const [first] = meetings;
  if (first === undefined) return [...writes];
  const after = written(documents, writes);
  const fromMs = Date.parse(first.date.startsAt);
  const dates = shownBetween(after, fromMs, fromMs + AHEAD_MS);
  const all = new Map(writes.map((one) => [one.id, one]));
  for (const { date } of meetings) {
    const decision = decisions.byDate[date.on] ?? { as: 'keep' };
    const shown = dates.find(({ startsAt, occurrence }) => occurrence?.on === date.on && startsAt === date.startsAt);
    if (shown === undefined || decision.as === 'keep') continue;
    const values =
      decision.as === 'skip'
        ? { status: 'cancelled' as const, cancelReason: decisions.reason.trim() }
        : { startsAt: decision.startsAt, endsAt: decision.endsAt, zone: shown.zone };
    for (const one of changeSeries(shown, after, 'this', values, maker)) all.set(one.id, joined(all.get(one.id), one));
  }
  const accepts = acceptedOf(meetings, decisions, maker.memberId);
  const holder = [...all.values()].findLast(({ id }) => (after.find((one) => one.id === id)?.recurrence ?? '') !== '');
  if (accepts.length > 0 && holder !== undefined) {
    const known = [...(after.find(({ id }) => id === holder.id)?.accepts ?? []), ...accepts];
    all.set(holder.id, joined(holder, { id: holder.id, made: null, edited: { accepts: known } }));
  }
  return [...all.values()];
}

function joined(before: AppointmentWrite | undefined, more: AppointmentWrite): AppointmentWrite {
  if (before === undefined) return more;
  const own = [...new Set([...(before.edited.own ?? before.made?.own ?? []), ...(more.edited.own ?? [])])];
  const edited = { ...before.edited, ...more.edited, ...(own.length === 0 ? {} : { own }) };
  return { id: before.id, made: before.made === null ? more.made : { ...before.made, ...edited }, edited };
}
