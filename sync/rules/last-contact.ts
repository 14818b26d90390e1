/**
 * When the office and a customer were last in touch. The office says it
 * (prisma/migrations/20261128060000_messages_are_contact); a device works it out the same way from what it holds, so
 * that what is logged or taken back shows at once.
 */
import type { AppointmentFields } from '../collections/appointment';
import { isContact, type InteractionFields } from '../collections/interaction';
import type { MessageFields } from '../collections/message';

type Entry = Pick<InteractionFields, 'id' | 'authorId' | 'customerId' | 'retracts' | 'createdAt'>;
type Contact = Entry & Pick<InteractionFields, 'kind' | 'outcome' | 'occurredAt'>;
type Held = Pick<AppointmentFields, 'status' | 'startsAt' | 'deletedAt'>;
type Said = Pick<MessageFields, 'direction' | 'state' | 'bulkId' | 'sendAt' | 'createdAt'>;

const HAS_LEFT: ReadonlySet<string | undefined> = new Set(['sent', 'delivered', 'read']);

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

/**
 * What the customer wrote, and what one person wrote to them alone and has left. The office leaves out what it wrote by
 * itself as well (reminders); a message does not say on a device whose words it holds.
 */
const isMessageContact = ({ direction, state, bulkId }: Said) =>
  direction === 'in' || (HAS_LEFT.has(state) && (bulkId ?? '') === '');
const messageContactAt = ({ createdAt, sendAt = '' }: Said) => (sendAt > createdAt ? sendAt : createdAt);

/** The instants of contact with one customer, whose all of these are, in no order. */
export function contactInstants(
  entries: readonly Contact[],
  appointments: readonly Held[],
  messages: readonly Said[] = [],
): string[] {
  const isTakenBack = takenBack(entries);
  return [
    ...entries.filter((entry) => isContact(entry) && !isTakenBack.has(entry.id)).map(({ occurredAt }) => occurredAt),
    ...appointments.filter((one) => one.status === 'held' && one.deletedAt === '').map(({ startsAt }) => startsAt),
    ...messages.filter(isMessageContact).map(messageContactAt),
  ];
}

/** The latest of them, '' where there is none. */
export function latestOf(instants: readonly string[]): string {
  return instants.reduce((latest, at) => (at > latest ? at : latest), '');
}
