/**
 * When a customer was last spoken to. The office says it (prisma/migrations/20261126153000_next_steps_and_retractions); a
 * device works it out the same way from what it holds, so that what is logged or taken back shows at once.
 */
import type { AppointmentFields } from '../collections/appointment';
import { isContact, type InteractionFields } from '../collections/interaction';

type Entry = Pick<InteractionFields, 'id' | 'authorId' | 'customerId' | 'retracts' | 'createdAt'>;
type Contact = Entry & Pick<InteractionFields, 'kind' | 'outcome' | 'occurredAt'>;
type Held = Pick<AppointmentFields, 'status' | 'startsAt' | 'deletedAt'>;

/**
 * By id of the entry, the later entry that takes it back: one by the same person about the same customer. Others take
 * nothing back.
 */
export function takenBack<E extends Entry>(entries: readonly E[]): ReadonlyMap<string, E> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return new Map(
    entries.flatMap((later) => {
      const entry = byId.get(later.retracts ?? '');
      return entry !== undefined && entry.authorId === later.authorId && entry.customerId === later.customerId
        ? [[entry.id, later] as const]
        : [];
    }),
  );
}

/** The instants at which the customer was spoken to, in no order. Entries and appointments are all of one customer. */
export function contactInstants(entries: readonly Contact[], appointments: readonly Held[]): string[] {
  const isTakenBack = takenBack(entries);
  return [
    ...entries.filter((entry) => isContact(entry) && !isTakenBack.has(entry.id)).map(({ occurredAt }) => occurredAt),
    ...appointments.filter((one) => one.status === 'held' && one.deletedAt === '').map(({ startsAt }) => startsAt),
  ];
}

/** The latest of them, '' where there is none. */
export function latestOf(instants: readonly string[]): string {
  return instants.reduce((latest, at) => (at > latest ? at : latest), '');
}
