/** One line of time per customer: what was logged and what was arranged, newest first, by the reader's calendar day. */
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { InteractionFields } from '../../../sync/collections/interaction';

type Logged = Omit<InteractionFields, 'id'> & { id: string };
type Arranged = Omit<AppointmentFields, 'id'> & { id: string };
export type TimelineEntry<I extends Logged = Logged, A extends Arranged = Arranged> =
  | { readonly type: 'interaction'; readonly id: string; readonly at: string; readonly interaction: I }
  | { readonly type: 'appointment'; readonly id: string; readonly at: string; readonly appointment: A };
/** `dayOn` is 'YYYY-MM-DD' in the reader's zone; `gapDays` counts the days nobody had anything with the customer before it. */
export type TimelineDay<I extends Logged = Logged, A extends Arranged = Arranged> = {
  readonly dayOn: string; readonly isAhead: boolean; readonly gapDays: number; readonly entries: readonly TimelineEntry<I, A>[];
};

/** A silence shorter than this is an ordinary week. */
export const GAP_SHOWN_FROM_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Merges and groups. Deleted appointments are left out; entries of one instant keep a steady order by id. Days after
 * `todayOn` are marked as ahead; gaps are counted between days that are over.
 */
export function buildTimeline<I extends Logged, A extends Arranged>(
  interactions: readonly I[], appointments: readonly A[], dayOf: (at: string) => string, todayOn: string,
): TimelineDay<I, A>[] {
  const entries: TimelineEntry<I, A>[] = [
    ...interactions.map((interaction) => ({ type: 'interaction' as const, id: interaction.id, at: interaction.occurredAt, interaction })),
    ...appointments.filter((appointment) => appointment.deletedAt === '')
      .map((appointment) => ({ type: 'appointment' as const, id: appointment.id, at: appointment.startsAt, appointment })),
  ];
  entries.sort((a, b) => (a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at)));

  const days: { dayOn: string; entries: TimelineEntry<I, A>[] }[] = [];
  for (const entry of entries) {
    const dayOn = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.dayOn === dayOn) last.entries.push(entry);
    else days.push({ dayOn, entries: [entry] });
  }
  return days.map((day, at) => {
    const isAhead = day.dayOn > todayOn;
    const before = days[at + 1];
    const silent = before === undefined || isAhead ? 0 : daysBetween(before.dayOn, day.dayOn) - 1;
    return { ...day, isAhead, gapDays: silent >= GAP_SHOWN_FROM_DAYS ? silent : 0 };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function daysBetween(fromOn: string, toOn: string): number {
  return Math.round((Date.parse(toOn) - Date.parse(fromOn)) / DAY_MS);
}
