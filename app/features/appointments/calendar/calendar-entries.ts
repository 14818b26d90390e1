import type { MemberFields } from '../../../../sync/collections/member';
import { findOverlaps } from '../../../../sync/rules/appointment-overlap';
import { isKnowingly } from '../../../../sync/rules/clash-search';
import { takesTime } from '../../../../sync/rules/appointment-status';
import type { Appointment } from '../use-appointments';

/** Someone's other appointment at the same time. */
export type Clash = {
  readonly withId: string;
  readonly who: 'agent' | 'customer' | 'both';
  readonly otherCustomer: string;
  readonly otherAgent: string;
};

/** An appointment with everything a calendar writes on it. */
export type CalendarEntry = {
  readonly appointment: Appointment;
  readonly customer: string;
  readonly agent: string;
  /** Number of the person's colour, 0–11; none for one's own, where one works alone. */
  readonly colour: number | undefined;
  readonly clashes: readonly Clash[];
};

/**
 * What to show of the appointments of a period: those of `agentIds` (empty: everyone's). Overlaps are looked for among
 * all of them first, so that a customer booked with two people is marked also when one of the two is not shown.
 * `alone`: the reader, when the calendar is theirs; a colour would say nothing on every appointment of their own.
 */
export function calendarEntries(
  all: readonly Appointment[],
  agentIds: readonly string[],
  nameOf: (customerId: string) => string,
  members: ReadonlyMap<string, Pick<MemberFields, 'fullName' | 'colour'>>,
  alone: string | null = null,
): CalendarEntry[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const clashes = new Map<string, Clash[]>();
  for (const { first, second, sameAgent, sameCustomer } of findOverlaps(all)) {
    for (const [id, withId] of [
      [first, second],
      [second, first],
    ] as const) {
      const [one, other] = [byId.get(id), byId.get(withId)];
      if (one === undefined || other === undefined || isKnowingly(one, other)) continue;
      const clash: Clash = {
        withId,
        who: sameAgent && sameCustomer ? 'both' : sameAgent ? 'agent' : 'customer',
        otherCustomer: nameOf(other.customerId),
        otherAgent: members.get(other.agentId)?.fullName ?? '',
      };
      clashes.set(id, [...(clashes.get(id) ?? []), clash]);
    }
  }
  return all
    .filter((one) => agentIds.length === 0 || agentIds.includes(one.agentId))
    .map((appointment) => {
      const agent = members.get(appointment.agentId);
      return {
        appointment,
        customer: nameOf(appointment.customerId),
        agent: agent?.fullName ?? '',
        colour: appointment.agentId === alone ? undefined : (agent?.colour ?? 0),
        clashes: clashes.get(appointment.id) ?? [],
      };
    });
}

/** What stands in the grid: cancelled and declined ones stay on record in the agenda, but take no room there. */
export function standsInGrid(entry: CalendarEntry): boolean {
  return takesTime(entry.appointment);
}
