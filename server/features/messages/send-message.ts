/**
 * The one way out of the office. Whatever leaves (a campaign's mail, a reminder, an agent's own lines, a report) is one
 * call of this and one row of `deliveries`; the caller's transaction is over before anything is sent. Who may be
 * written to is asked when it leaves, not here.
 */
import type { ClientBase, Pool } from 'pg';
import type { NewDelivery, QueuedDelivery } from '../deliveries/delivery';
import { queueDelivery } from '../deliveries/queue-delivery';

export type MessageToSend = Omit<NewDelivery, 'id' | 'urgency'>;

/** Lower goes first: a person waits for the answer to what they typed, nobody for a newsletter. */
const URGENCY: Readonly<Record<NewDelivery['purpose'], number>> = {
  system: 0,
  message: 1,
  reminder: 2,
  report: 3,
  bulk: 6,
  campaign: 7,
};

/** The job that carries each channel. */
export const CARRIER_JOBS: Readonly<Record<NewDelivery['channel'], string>> = {
  email: 'send-email',
  sms: 'send-sms',
  whatsapp: 'send-whatsapp',
};

/**
 * Said twice with one `dedupeKey`, or to one address of a bulk, it is one message. Answers the delivery, new or known.
 */
export async function sendMessage(
  deps: {
    /** Or the transaction of what it follows from: then `jobs` wakes after its commit. */
    readonly pool: Pool | ClientBase;
    readonly newId: () => string;
    readonly jobs: { wake(job: string): void };
  },
  message: MessageToSend,
): Promise<Omit<QueuedDelivery, 'id'> & { readonly deliveryId: string }> {
  const { id, ...queued } = await queueDelivery(deps, {
    ...message,
    id: deps.newId(),
    urgency: URGENCY[message.purpose],
  });
  if (queued.isNew) deps.jobs.wake(CARRIER_JOBS[message.channel]);
  return { deliveryId: id, ...queued };
}
