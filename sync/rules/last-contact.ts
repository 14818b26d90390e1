/**
 * When a customer was last spoken to. The office says it (prisma/migrations/20261126152000_held_is_contact); a
 * device works it out the same way from what it holds, so that what is logged or held shows at once.
 */
import type { AppointmentFields } from '../collections/appointment';
import { isContact, type InteractionFields } from '../collections/interaction';

type Contact = Pick<InteractionFields, 'kind' | 'outcome' | 'occurredAt'>;
type Held = Pick<AppointmentFields, 'status' | 'startsAt' | 'deletedAt'>;

/** The instants at which the customer was spoken to, in no order. Entries and appointments are all of one customer. */
export function contactInstants(entries: readonly Contact[], appointments: readonly Held[]): string[] {
  return [
    ...entries.filter(isContact).map(({ occurredAt }) => occurredAt),
    ...appointments.filter((one) => one.status === 'held' && one.deletedAt === '').map(({ startsAt }) => startsAt),
  ];
}

/** The latest of them, '' where there is none. */
export function latestOf(instants: readonly string[]): string {
  return instants.reduce((latest, at) => (at > latest ? at : latest), '');
}
