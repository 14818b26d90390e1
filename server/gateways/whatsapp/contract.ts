/** What the office asks of whoever carries its WhatsApp. Who that is, nobody but this folder knows. */
import type { MessageKind } from '../../../sync/collections/message';
import type { DeliveryReason } from '../../../sync/rules/delivery';

export const LINE_STATES = ['open', 'connecting', 'close', 'unknown'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** What lets a phone join: `qr` is a PNG in base64. Both null: there is nothing to be scanned yet, or no need of it. */
export type Pairing = { readonly state: LineState; readonly qr: string | null; readonly pairingCode: string | null };

/** Of what is no text. `mime` as the sender says, '' where not; bytes. */
export type IncomingFile = { readonly mime: string; readonly fileName: string; readonly size: number };
export type HeardMessage = {
  readonly keyId: string;
  readonly fromMe: boolean;
  /** By what the other side is known, as written: `…@s.whatsapp.net`, `…@lid`, or another. One at least. */
  readonly addresses: readonly string[];
  /** As they call themselves; ''. */
  readonly senderName: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly atMs: number;
  readonly kind: MessageKind;
  readonly text: string;
  /** '' for none. */
  readonly quotedKeyId: string;
  readonly file: IncomingFile | null;
  /** Typed on the phone itself: nothing that we handed over. */
  readonly isFromPhone: boolean;
};
export type MessageStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** What whoever carries it tells; anything may come twice, late and in any order. */
export type WhatsappEvent =
  | { readonly kind: 'message'; readonly message: HeardMessage }
  | {
      readonly kind: 'reaction';
      /** The message it is about. */
      readonly keyId: string;
      readonly fromMe: boolean;
      /** '' takes it back. */
      readonly emoji: string;
      readonly atMs: number;
    }
  | { readonly kind: 'edited'; readonly keyId: string; readonly text: string; readonly atMs: number }
  | { readonly kind: 'revoked'; readonly keyId: string }
  | { readonly kind: 'status'; readonly keyId: string; readonly status: MessageStatus }
  | { readonly kind: 'line'; readonly state: LineState }
  | { readonly kind: 'pairing'; readonly qr: string | null; readonly pairingCode: string | null }
  /** Groups and status updates: nobody here reads them. */
  | { readonly kind: 'ignored' };

export type OutgoingText = {
  readonly instance: string;
  /** E.164, or an address as heard. */
  readonly to: string;
  readonly text: string;
  /** What it answers: `text` is what shows above it. */
  readonly quoted: {
    readonly keyId: string;
    readonly fromMe: boolean;
    readonly address: string;
    readonly text: string;
  } | null;
  /** Sent with `text` below it; '' `text` for none, and none with what was spoken. */
  readonly file: OutgoingFile | null;
};
/** How a file is shown at the other end: `voice` as what was spoken, a `document` with its name, and as it is. */
export const SHOWN_AS = ['image', 'video', 'voice', 'document'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];
export type OutgoingFile = {
  readonly shownAs: ShownAs;
  /** With an ending of its type: by it the other side tells what it is. */
  readonly fileName: string;
  readonly mime: string;
  readonly open: () => AsyncIterable<Uint8Array>;
};

/**
 * accepted  it is theirs now, under `keyId`, to `address`; whether it arrives is told later
 * down      not handed over: the line is not connected, or nobody answers there
 * paused    not handed over, until an admin has looked: the key, the licence, the instance
 * rejected  never will be
 * unknown   handed over, and no answer came
 */
export type HandedOver =
  | { readonly kind: 'accepted'; readonly keyId: string; readonly address: string; readonly atMs: number }
  | { readonly kind: 'down'; readonly code: string }
  | { readonly kind: 'paused'; readonly code: string }
  | { readonly kind: 'rejected'; readonly reason: DeliveryReason; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

/** What could not be done on the other side; `code` is for the log and holds nothing of theirs. */
export class WhatsappError extends Error {
  constructor(
    readonly code: 'unreachable' | 'unauthorized' | 'licence' | 'unknownLine' | 'refused',
    readonly detail: string,
  ) {
    super(`WhatsApp: ${code} (${detail})`);
    this.name = 'WhatsappError';
  }
}

export type FetchedFile = { readonly kind: 'fetched'; readonly mime: string; readonly fileName: string };

/** All but `send` throw WhatsappError. `instance`: how the line is called there. */
export type WhatsappGateway = {
  /** As it stands in `deliveries.provider`. */
  readonly name: 'evolution' | 'none';
  /** Makes the line there, or takes the one that is there; events go to `webhookUrl`. */
  create(instance: string, webhookUrl: string): Promise<void>;
  /** Where events go, put right where it is not so. True: it was wrong. */
  ensureWebhook(instance: string, webhookUrl: string): Promise<boolean>;
  /** Begins to connect, or says how far it is. `phone`: digits, for a code to be typed instead of a picture. */
  pair(instance: string, phone: string | null): Promise<Pairing>;
  state(instance: string): Promise<LineState>;
  restart(instance: string): Promise<void>;
  logOut(instance: string): Promise<void>;
  remove(instance: string): Promise<void>;
  /** Hands over once, whatever happens; never rejects. */
  send(message: OutgoingText): Promise<HandedOver>;
  /** What stands below a message; '' takes it back. Said again it is still one. */
  react(
    instance: string,
    about: { readonly keyId: string; readonly fromMe: boolean; readonly address: string },
    emoji: string,
  ): Promise<void>;
  /** What is kept there from `sinceMs` to `untilMs`, a page at a time, newest first; ours and theirs. */
  heard(
    instance: string,
    sinceMs: number,
    untilMs: number,
    page: number,
  ): Promise<{ readonly events: readonly WhatsappEvent[]; readonly pages: number }>;
  /** Its bytes go to the file `intoPath`, which is made; what is longer than `mostBytes` is given up. */
  file(
    instance: string,
    keyId: string,
    intoPath: string,
    mostBytes: number,
  ): Promise<FetchedFile | { readonly kind: 'gone' | 'tooLarge' }>;
  close(): Promise<void>;
};

const nobody = () => Promise.reject(new WhatsappError('unreachable', 'no gateway'));
export const NO_WHATSAPP: WhatsappGateway = {
  name: 'none',
  create: nobody,
  ensureWebhook: nobody,
  pair: nobody,
  state: nobody,
  restart: nobody,
  logOut: nobody,
  remove: nobody,
  send: () => Promise.resolve({ kind: 'down', code: 'no gateway' }),
  react: nobody,
  heard: nobody,
  file: nobody,
  close: () => Promise.resolve(),
};
