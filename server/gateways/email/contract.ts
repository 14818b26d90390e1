/** What the office asks of whoever carries its e-mail. Who that is, nobody but this folder knows. */
import type { Purpose } from '../../../sync/rules/consent';
import type { Outcome } from '../outcome';

export type EmailAddress = { readonly name: string; readonly address: string };

export type Attachment = { readonly fileName: string; readonly type: string; readonly bytes: Uint8Array };

/** One mail to one address: there is no Cc and no Bcc to fill in. */
export type Email = {
  /** Comes back with every event about it. */
  readonly deliveryId: string;
  readonly purpose: Purpose;
  readonly campaignId: string | null;
  readonly from: EmailAddress;
  readonly replyTo: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** null: text alone. */
  readonly html: string | null;
  /** In the order given; names once each, values printable ASCII of 995 characters at most. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Left out: none. Names in ASCII. */
  readonly attachments?: readonly Attachment[];
  /** Nobody has use for it later; null: whenever it gets through. */
  readonly usefulSeconds: number | null;
};

export type SendingQuota = { readonly perSecond: number; readonly perDay: number; readonly sentToday: number };

/** What the provider says about the office's account. */
export type SendingAccount = SendingQuota & {
  /** Mail leaves to addresses that were confirmed one by one, and to nobody else. */
  readonly isSandbox: boolean;
  readonly isSending: boolean;
  /** As the provider calls it: HEALTHY, PROBATION, SHUTDOWN; ''. */
  readonly standing: string;
};
/** And about the domain that its mail is sent from. */
export type SendingIdentity = {
  readonly isVerified: boolean;
  /** As the provider calls it: SUCCESS, PENDING, FAILED, NOT_STARTED; ''. */
  readonly dkim: string;
  readonly dkimTokens: readonly string[];
  /** The domain returns go to, '' where it is the provider's own; SPF is its record. */
  readonly mailFrom: string;
  readonly mailFromStatus: string;
  /** Only where the provider answers for the domain's records too: the stand-in. */
  readonly dmarc?: { readonly policy: string };
};

export type EmailGateway = {
  /** As it stands in `deliveries.provider`. */
  readonly name: string;
  /** Hands over once, whatever happens; never rejects. */
  send(email: Email): Promise<Outcome>;
  /** null: it would not say. */
  quota(): Promise<SendingQuota | null>;
  /** null: it would not say. */
  account(): Promise<SendingAccount | null>;
  /** null: it does not know the domain, or would not say. */
  identity(domain: string): Promise<SendingIdentity | null>;
  close(): void;
};

/** What a provider says about a mail afterwards, in our words. */
export type EmailEvent = {
  /** '' where the provider does not send tags along; then `providerId` says which. */
  readonly deliveryId: string;
  readonly providerId: string;
  readonly kind: 'sent' | 'delivered' | 'bounced' | 'complained' | 'rejected' | 'failed' | 'delayed' | 'unsubscribed';
  /** Of a bounce: the address does not exist. */
  readonly isHard: boolean;
  /** Of a bounce: the provider did not even try, the address is on its own list. */
  readonly isSuppressed: boolean;
  /** An instant. */
  readonly at: string;
};

const TAG = /[^A-Za-z0-9_-]/g;
/** Tags may hold these letters alone. */
export const tagValue = (value: string) => value.replace(TAG, '_').slice(0, 256);

/** False where a header could break out of its line, stands twice, or would be refused by the provider. */
export function areHeadersSound(headers: Email['headers']): boolean {
  return (
    new Set(headers.map(([name]) => name)).size === headers.length &&
    headers.every(
      ([name, value]) =>
        /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(name) && value.length <= 995 && /^[\x20-\x7e]+$/.test(value),
    )
  );
}
/** What becomes of a mail with others. */
export const UNSOUND_HEADERS: Outcome = { kind: 'rejected', reason: 'content_failed', code: 'headers' };
