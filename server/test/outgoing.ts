/** Deliveries for tests: who is written to, and how. */
import type { Deps } from '../deps';
import { createMemoryEmail } from '../gateways/email/memory';
import type { Behaviour, StandInProvider } from '../gateways/email/stand-in/provider';
import { createStandInProvider, WELL_BEHAVED } from '../gateways/email/stand-in/provider';
import { readEmailEvent } from '../gateways/email/read-events';
import { recordEmailEvent } from '../features/deliveries/record-email-event';
import { sendMessage, type MessageToSend } from '../features/messages/send-message';
import { sendEmailJob } from '../features/messages/send-email.job';
import type { EmailEvent } from '../gateways/email/contract';

export type Outgoing = {
  readonly deps: Deps;
  readonly provider: StandInProvider;
  /** Everything the provider has said, in order. */
  readonly events: EmailEvent[];
  behave(how: Partial<Behaviour>): void;
  send(to: string, more?: Partial<MessageToSend>): Promise<string>;
  /** One look of the sender. */
  carry(): Promise<number | null>;
  stateOf(deliveryId: string): Promise<{ state: string; reason: string; attempts: number }>;
  consent(address: string, decision: 'given' | 'withdrawn', at: string): Promise<void>;
  addressesTaken(): string[];
};

/** Around an office's dependencies: the same, with a provider that can be told what to do. Nothing limits the rate. */
export async function outgoingOf(deps: Deps): Promise<Outgoing> {
  const provider = createStandInProvider({ behaviour: { ...WELL_BEHAVED, eventDelayMs: () => 0 } });
  const events: EmailEvent[] = [];
  provider.onEvent((event) => {
    const read = readEmailEvent(JSON.stringify(event));
    if (read !== null) events.push(read);
  });
  const email = createMemoryEmail(provider);
  const own: Deps = {
    ...deps,
    email: { ...email, quota: () => Promise.resolve({ perSecond: 1_000, perDay: 0, sentToday: 0 }) },
  };
  await deps.pool.query(`UPDATE sending_rates SET per_second = 1000`);
  let count = 0;
  return {
    deps: own,
    provider,
    events,
    behave: (how) => provider.behave({ ...WELL_BEHAVED, eventDelayMs: () => 0, ...how }),
    async send(to, more = {}) {
      count += 1;
      const { deliveryId } = await sendMessage(own, {
        purpose: 'campaign',
        channel: 'email',
        basis: 'consent',
        basisId: null,
        customerId: null,
        to,
        language: 'tr',
        dedupeKey: `test ${count} ${to}`,
        campaignId: null,
        reminderId: null,
        messageId: null,
        bulkId: null,
        content: { subject: 'Güz dönemi', text: 'Merhaba,\n\nÇağrımız açıldı.', replyTo: '', fromName: '' },
        notBefore: null,
        expiresAt: null,
        createdBy: null,
        ...more,
      });
      return deliveryId;
    },
    carry: () => sendEmailJob.run(own, AbortSignal.timeout(5_000)),
    async stateOf(deliveryId) {
      const { rows } = await own.pool.query<{ state: string; reason: string; attempts: number }>(
        'SELECT state, reason, attempts FROM deliveries WHERE id = $1',
        [deliveryId],
      );
      return rows[0]!;
    },
    async consent(address, decision, at) {
      await own.pool.query(
        `INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at, received_at)
         VALUES ($1, 'email', $2, '', $3, 'paper', 'form', $4, $4)`,
        [own.newId(), address, decision, at],
      );
    },
    addressesTaken: () => provider.taken.map(({ to }) => to[0] ?? ''),
  };
}

/** The provider's word, from everything it has said until now. */
export async function hearAll({ deps, events }: Outgoing): Promise<void> {
  for (const event of events.splice(0)) await recordEmailEvent(deps, event);
}
