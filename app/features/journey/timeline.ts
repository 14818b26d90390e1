/**
 * One line of time per customer: what was logged, arranged or waits for a decision, newest first, by the reader's
 * calendar day.
 */
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { InteractionFields } from '../../../sync/collections/interaction';

type Logged = Omit<InteractionFields, 'id'> & { id: string };
type Arranged = Omit<AppointmentFields, 'id'> & { id: string };
type Clashed = { readonly id: string; readonly at: string };
export type TimelineEntry<I extends Logged = Logged, A extends Arranged = Arranged, C extends Clashed = Clashed> =
  | { readonly type: 'conflict'; readonly id: string; readonly at: string; readonly conflict: C }
  | { readonly type: 'interaction'; readonly id: string; readonly at: string; readonly interaction: I }
  | { readonly type: 'appointment'; readonly id: string; readonly at: string; readonly appointment: A };
/**
 * `dayOn` is 'YYYY-MM-DD' in the reader's zone; `gapDays` counts the days nobody had anything with the customer before
 * it.
 */
export type TimelineDay<I extends Logged = Logged, A extends Arranged = Arranged, C extends Clashed = Clashed> = {
  readonly dayOn: string;
  readonly isAhead: boolean;
  readonly gapDays: number;
  readonly entries: readonly TimelineEntry<I, A, C>[];
};

/** A silence shorter than this is an ordinary week. */
export const GAP_SHOWN_FROM_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Merges and groups. Deleted appointments are left out; entries of one instant keep a steady order by id. Days after
 * `todayOn` are marked as ahead; gaps are counted between days that are over. A clash of edits is no word with the
 * customer:
 * it ends no silence.
 */
export function buildTimeline<I extends Logged, A extends Arranged, C extends Clashed>(
  interactions: readonly I[],
  appointments: readonly A[],
  conflicts: readonly C[],
  dayOf: (at: string) => string,
  todayOn: string,
): TimelineDay<I, A, C>[] {
  const entries: TimelineEntry<I, A, C>[] = [
    ...interactions.map((interaction) => ({
      type: 'interaction' as const,
      id: interaction.id,
      at: interaction.occurredAt,
      interaction,
    })),
    ...appointments
      .filter((appointment) => appointment.deletedAt === '')
      .map((appointment) => ({
        type: 'appointment' as const,
        id: appointment.id,
        at: appointment.startsAt,
        appointment,
      })),
    ...conflicts.map((conflict) => ({ type: 'conflict' as const, id: conflict.id, at: conflict.at, conflict })),
  ];
  entries.sort((a, b) => (a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at)));

  const days: { dayOn: string; entries: TimelineEntry<I, A, C>[] }[] = [];
  for (const entry of entries) {
    const dayOn = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.dayOn === dayOn) last.entries.push(entry);
    else days.push({ dayOn, entries: [entry] });
  }
  const isSpoken = (day: { entries: readonly TimelineEntry<I, A, C>[] }) =>
    day.entries.some(({ type }) => type !== 'conflict');
  return days.map((day, at) => {
    const isAhead = day.dayOn > todayOn;
    const before = isSpoken(day) ? days.slice(at + 1).find(isSpoken) : undefined;
    const silent = before === undefined || isAhead ? 0 : daysBetween(before.dayOn, day.dayOn) - 1;
    return { ...day, isAhead, gapDays: silent >= GAP_SHOWN_FROM_DAYS ? silent : 0 };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function daysBetween(fromOn: string, toOn: string): number {
  return Math.round((Date.parse(toOn) - Date.parse(fromOn)) / DAY_MS);
}
