/** What the office asks of whoever carries its SMS. Who that is, nobody but this folder knows. */
import type { DeliveryReason } from '../../../sync/rules/delivery';
import type { Purpose, SuppressionReason } from '../../../sync/rules/consent';
import type { Outcome } from '../outcome';

/** One text to one phone. */
export type Sms = {
  /** Comes back with events where the provider sends it along. */
  readonly deliveryId: string;
  readonly purpose: Purpose;
  /** E.164. */
  readonly to: string;
  readonly text: string;
};

/** What a provider says about an SMS afterwards, in our words. */
export type SmsReport = {
  /** '' where the provider does not send it along; then `providerId` says which. */
  readonly deliveryId: string;
  readonly providerId: string;
  /** E.164. */
  readonly to: string;
  readonly state: 'sent' | 'delivered' | 'failed' | 'bounced';
  readonly reason: DeliveryReason;
  readonly suppress: SuppressionReason | null;
  /** An instant. */
  readonly at: string;
};

/** What a customer answered. */
export type IncomingSms = {
  /** The same however often it is read. */
  readonly id: string;
  /** E.164. */
  readonly from: string;
  readonly text: string;
  /** An instant. */
  readonly at: string;
};

/** What was heard in one look; `done` lets go of it, and is called when all of it is recorded. */
export type SmsNews = {
  readonly reports: readonly SmsReport[];
  readonly incoming: readonly IncomingSms[];
  readonly done: () => Promise<void>;
};

export type SmsGateway = {
  /** As it stands in `deliveries.provider`. */
  readonly name: 'netgsm' | 'aws-sms' | 'none';
  /** It writes the letters of the Turkish table in seven bits (sync/rules/sms-text.ts). */
  readonly hasTurkish: boolean;
  /** Hands over once, whatever happens; never rejects. */
  send(sms: Sms): Promise<Outcome>;
  /**
   * What became of those that are `open` (their `providerId`s), and what came in since `since` (an instant). Heard
   * again until `done`, and perhaps after: whoever records it expects everything twice. Throws where the provider
   * cannot be asked.
   */
  listen(open: readonly string[], since: string, signal: AbortSignal): Promise<SmsNews>;
  close(): void;
};

export const NO_SMS: SmsGateway = {
  name: 'none',
  hasTurkish: true,
  send: () => Promise.resolve({ kind: 'paused', retryAfterMs: 60_000, code: 'no gateway' }),
  listen: () => Promise.resolve({ reports: [], incoming: [], done: () => Promise.resolve() }),
  close: () => undefined,
};
