/** A delivery as it is asked for, and as its carrier gets it. */
import type { MessageKind } from '../../../sync/collections/message';
import type { Channel } from '../../../sync/rules/address';
import type { Purpose } from '../../../sync/rules/consent';
import type { DeliveryState } from '../../../sync/rules/delivery';

/** What is written in one delivery, where it is written for it alone; as it lies in `deliveries.content`. */
export type DeliveryContent = {
  readonly subject: string;
  /** Plain text, lines as typed. */
  readonly text: string;
  /** Whom an answer goes to; '' for nobody in particular. */
  readonly replyTo: string;
  /** Who writes, beside the office's own name; ''. */
  readonly fromName: string;
  /** As a mail program shows it, where that is more than the text; left out: made of the text. */
  readonly html?: string;
  /** Left out: it left without, or has not been looked at. */
  readonly file?: DeliveredFile;
  /** The pages of a month that has closed, attached; left out: none. */
  readonly pages?: { readonly reportId: string; readonly language: 'tr' | 'en'; readonly fileName: string };
  /** A page of ours to go to; left out: none. Never in an SMS. */
  readonly action?: { readonly label: string; readonly url: string };
};

/** A file as it left, where one did. */
export type DeliveredFile = {
  /** As what it stands in the thread at the other end. */
  readonly kind: MessageKind;
  readonly mime: string;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
};

export type NewDelivery = {
  readonly id: string;
  readonly purpose: Purpose;
  readonly channel: Exclude<Channel, 'call'>;
  /** What entitles us to write: a consent, an appointment, a person's own writing, a member. */
  readonly basis: 'consent' | 'appointment' | 'person' | 'member';
  readonly basisId: string | null;
  readonly customerId: string | null;
  readonly to: string;
  readonly language: 'tr' | 'en';
  readonly dedupeKey: string;
  readonly campaignId: string | null;
  readonly reminderId: string | null;
  readonly messageId: string | null;
  /** Of what is sent to many at once, where an address gets it once. */
  readonly bulkId: string | null;
  readonly content: DeliveryContent | null;
  readonly urgency: number;
  /** Instants; null: at once, for ever. */
  readonly notBefore: string | null;
  readonly expiresAt: string | null;
  readonly createdBy: string | null;
};

export type ClaimedDelivery = Omit<NewDelivery, 'basis' | 'basisId' | 'urgency' | 'notBefore' | 'expiresAt'> & {
  /** Hex. */
  readonly addressKey: string;
  readonly attempts: number;
  /** For how long it is of use from when it was claimed; null: for ever. */
  readonly usefulSeconds: number | null;
};

/** What came of asking for a delivery. */
export type QueuedDelivery = {
  readonly id: string;
  readonly state: DeliveryState;
  /** Of which message it is; null: of none, or of one that a restore has forgotten. */
  readonly messageId: string | null;
  readonly isNew: boolean;
};
