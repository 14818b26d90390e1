/**
 * What an Evolution server and the people behind WhatsApp do, as far as the office can tell. Nothing leaves the
 * machine. Told nothing it behaves; it can be told to fail in every way that is known. It keeps messages as the real
 * one does and tells of them by webhook; what it tells is written here, and held against captured traffic by the tests
 * of the parser.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { codePicture } from './picture';

/** `lost`: taken, and the connection breaks. `unheard`: it breaks before anything was taken. */
export type SendAnswer = 'accept' | 'lost' | 'unheard' | 'error' | 'nobody';
/** What becomes of one that was taken. `refused`: 463, told as PENDING and then ERROR. */
export type SendFate = 'read' | 'delivered' | 'sent' | 'refused' | 'none';
export type Sent = {
  readonly instance: string;
  readonly keyId: string;
  readonly to: string;
  readonly text: string;
  readonly atMs: number;
  /** What came with it; null: words alone. */
  readonly file: SentFile | null;
};
/** `sha256` in hex, of the bytes as they were handed over; `operation`: sendMedia or sendWhatsAppAudio. */
export type SentFile = {
  readonly operation: string;
  readonly mediatype: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
};
/** What somebody at the other end sent; `pieces`: longer than one wants to hold. */
export type HeldFile = {
  readonly mimetype: string;
  readonly fileName: string;
} & ({ readonly base64: string } | { readonly pieces: () => AsyncIterable<Uint8Array> });
export type Reply = {
  readonly text: string;
  readonly afterMs: number;
  /** What they think of what they were sent. */
  readonly emoji?: string;
  /** What they send instead of words. */
  readonly message?: Record<string, unknown>;
};
export type Behaviour = {
  readonly answer: (to: string, text: string) => SendAnswer;
  readonly fate: (to: string, text: string) => SendFate;
  /** Between the steps of a fate. Milliseconds. */
  readonly stepMs: number;
  /** How often an event is posted and after how long each time; [] not at all. Milliseconds. */
  readonly deliveries: (event: string) => readonly number[];
  /** How long until somebody scans the picture; null: nobody does by themselves. Milliseconds. */
  readonly scannedAfterMs: number | null;
  /** What the person on the other side does then; null: nothing. */
  readonly reply: (to: string, text: string) => Reply | null;
};
export const WELL_BEHAVED: Behaviour = {
  answer: () => 'accept',
  fate: () => 'read',
  stepMs: 5,
  deliveries: () => [0],
  scannedAfterMs: null,
  reply: () => null,
};

type Row = {
  key: Record<string, unknown>;
  pushName: string;
  messageType: string;
  message: Record<string, unknown>;
  messageTimestamp: number;
  source: string;
  contextInfo: unknown;
  updates: { status: string }[];
  file?: HeldFile;
};
export type StandInLine = {
  readonly name: string;
  readonly id: string;
  readonly token: string;
  state: 'open' | 'connecting' | 'close';
  /** Counts up with every attempt; see `picture`. */
  pictures: number;
  connectingSinceMs: number;
  phone: string | null;
  webhook: { url: string; enabled: boolean; events: string[] } | null;
  readonly rows: Row[];
};
export type Incoming = {
  /** E.164, or an address such as `…@lid`. */
  readonly from: string;
  readonly alsoKnownAs?: string;
  readonly name?: string;
  readonly text?: string;
  readonly quoted?: string;
  readonly keyId?: string;
  readonly atMs?: number;
  /** The message itself, where it is no text. */
  readonly message?: Record<string, unknown>;
  readonly file?: HeldFile;
};

export type StandInWhatsapp = {
  readonly lines: Map<string, StandInLine>;
  readonly sent: readonly Sent[];
  /** What was handed over to stand below messages, in order. */
  readonly reactions: readonly { readonly keyId: string; readonly emoji: string }[];
  takeReaction(line: StandInLine, key: { id: string; remoteJid: string }, text: string): object;
  behave(behaviour: Partial<Behaviour>): void;
  readonly behaviour: Behaviour;
  addLine(name: string, webhook: StandInLine['webhook'], state?: StandInLine['state']): StandInLine;
  /** Begins to connect; the picture is scanned by `join`. */
  connect(line: StandInLine, phone: string | null): void;
  join(name: string): void;
  drop(name: string, state: 'connecting' | 'close'): void;
  take(
    line: StandInLine,
    to: string,
    message: Record<string, unknown>,
    context: unknown,
    file?: SentFile,
  ): { answer: SendAnswer; row: Row | null };
  receive(name: string, incoming: Incoming): string;
  edit(name: string, keyId: string, text: string): void;
  revoke(name: string, keyId: string): void;
  react(name: string, keyId: string, from: string, emoji: string): void;
  type(name: string, from: string, presence: 'composing' | 'recording' | 'paused'): void;
  picture(line: StandInLine): Record<string, unknown>;
  /** A message as it is told and answered with. */
  dataOf(line: StandInLine, row: Row, status: string): Record<string, unknown>;
  /** Resolves when nothing is on its way to a webhook. */
  allTold(): Promise<void>;
  stop(): void;
};

/** As one subscribes to it: `messages.upsert` is MESSAGES_UPSERT. */
const nameOf = (event: string) => EVENT_NAMES[event] ?? event;
const EVENT_NAMES: Readonly<Record<string, string>> = {
  'messages.upsert': 'MESSAGES_UPSERT',
  'messages.update': 'MESSAGES_UPDATE',
  'messages.edited': 'MESSAGES_EDITED',
  'messages.delete': 'MESSAGES_DELETE',
  'send.message': 'SEND_MESSAGE',
  'connection.update': 'CONNECTION_UPDATE',
  'qrcode.updated': 'QRCODE_UPDATED',
  'presence.update': 'PRESENCE_UPDATE',
};
export const jidOf = (to: string) => (to.includes('@') ? to : `${to.replace(/\D/g, '')}@s.whatsapp.net`);
const PICTURE_MS = 45_000;
const RETRIES = 3;
const RETRY_MS = 200;

/** The status of the answer; 0 where there was none. */
export type Post = (url: string, body: unknown) => Promise<number>;
const postByHttp: Post = async (url, body) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'axios/1.13.2' },
    body: JSON.stringify(body),
  }).catch(() => null);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.status ?? 0;
};

export function createStandInWhatsapp({
  now = Date.now,
  post: postOnce = postByHttp,
}: { readonly now?: () => number; readonly post?: Post } = {}): StandInWhatsapp {
  const lines = new Map<string, StandInLine>();
  const sent: Sent[] = [];
  const reactions: { keyId: string; emoji: string }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const posting = new Set<Promise<void>>();
  let behaviour = WELL_BEHAVED;

  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };
  /** What happens on a line, unless it was removed in the meantime. */
  const laterOn = (line: StandInLine, ms: number, act: () => void) =>
    later(ms, () => {
      if (lines.get(line.name) === line) act();
    });
  const post = async (url: string, body: unknown) => {
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      const status = await postOnce(url, body);
      if ((status >= 200 && status < 300) || [400, 401, 403, 404, 422].includes(status)) return;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * 2 ** attempt));
    }
  };
  const tell = (line: StandInLine, event: string, data: unknown) => {
    const { webhook } = line;
    const name = nameOf(event);
    if (webhook === null || !webhook.enabled || !webhook.events.includes(name)) return;
    const body = {
      event,
      instance: line.name,
      data,
      destination: webhook.url,
      date_time: new Date(now()).toISOString(),
      sender: '905550000000@s.whatsapp.net',
      server_url: 'http://127.0.0.1',
      apikey: line.token,
    };
    for (const ms of behaviour.deliveries(event))
      later(ms, () => {
        const work: Promise<void> = post(webhook.url, body).finally(() => posting.delete(work));
        posting.add(work);
      });
  };
  const lineOf = (name: string) => {
    const line = lines.get(name);
    if (line === undefined) throw new Error(`no line ${name}`);
    return line;
  };
  const dataOf = (line: StandInLine, row: Row, status: string) => ({
    key: row.key,
    pushName: row.pushName,
    status,
    message: row.message,
    contextInfo: row.contextInfo,
    messageType: row.messageType,
    messageTimestamp: row.messageTimestamp,
    instanceId: line.id,
    source: row.source,
  });
  const moves = (line: StandInLine, row: Row, status: string) => {
    row.updates.push({ status });
    const { id, remoteJid } = row.key;
    tell(line, 'messages.update', {
      keyId: id,
      remoteJid,
      fromMe: true,
      status,
      instanceId: line.id,
      messageId: randomUUID(),
    });
  };
  const fateSteps: Readonly<Record<SendFate, readonly string[]>> = {
    none: [],
    sent: ['SERVER_ACK'],
    delivered: ['SERVER_ACK', 'DELIVERY_ACK'],
    read: ['SERVER_ACK', 'DELIVERY_ACK', 'READ'],
    refused: ['ERROR'],
  };

  const standIn: StandInWhatsapp = {
    lines,
    sent,
    reactions,
    dataOf,
    get behaviour() {
      return behaviour;
    },
    behave: (some) => {
      behaviour = { ...behaviour, ...some };
    },
    addLine(name, webhook, state = 'close') {
      const line: StandInLine = {
        name,
        id: randomUUID(),
        token: randomUUID(),
        state,
        pictures: 0,
        connectingSinceMs: 0,
        phone: null,
        webhook,
        rows: [],
      };
      lines.set(name, line);
      return line;
    },
    connect(line, phone) {
      if (line.state !== 'close') return;
      line.state = 'connecting';
      line.phone = phone;
      line.pictures += 1;
      line.connectingSinceMs = now();
      tell(line, 'connection.update', { instance: line.name, state: 'connecting', statusReason: 200 });
      tell(line, 'qrcode.updated', { qrcode: { instance: line.name, ...standIn.picture(line) } });
      const { scannedAfterMs } = behaviour;
      if (scannedAfterMs !== null)
        laterOn(line, scannedAfterMs, () => {
          if (line.state === 'connecting') standIn.join(line.name);
        });
    },
    join(name) {
      const line = lineOf(name);
      line.state = 'open';
      tell(line, 'connection.update', {
        instance: name,
        wuid: '905550000000@s.whatsapp.net',
        state: 'open',
        statusReason: 200,
      });
    },
    drop(name, state) {
      const line = lineOf(name);
      line.state = state;
      // A transient drop says only that it connects again.
      tell(line, 'connection.update', { instance: name, state, statusReason: state === 'close' ? 401 : 200 });
    },
    picture: (line) => {
      // A picture is good for 45 seconds.
      const count = line.pictures + Math.floor((now() - line.connectingSinceMs) / PICTURE_MS);
      return {
        pairingCode: line.phone === null ? null : 'SAHA1234',
        code: `2@${line.name}${count}`,
        base64: `data:image/png;base64,${codePicture(`${line.name}${count}`)}`,
        count,
      };
    },
    take(line, to, message, context, file) {
      const [said] = Object.values(message);
      const text = typeof said === 'string' ? said : ((said as { caption?: string } | undefined)?.caption ?? '');
      const answer = behaviour.answer(to, text);
      if (answer !== 'accept' && answer !== 'lost') return { answer, row: null };
      const row: Row = {
        key: { remoteJid: jidOf(to), fromMe: true, id: `3EB0${randomBytes(9).toString('hex')}` },
        pushName: 'Você',
        messageType: Object.keys(message)[0] ?? 'conversation',
        message,
        messageTimestamp: Math.floor(now() / 1000),
        source: 'web',
        contextInfo: context,
        updates: [],
      };
      line.rows.push(row);
      sent.push({
        instance: line.name,
        keyId: String(row.key['id']),
        to: jidOf(to),
        text,
        atMs: now(),
        file: file ?? null,
      });
      tell(line, 'send.message', dataOf(line, row, 'PENDING'));
      fateSteps[behaviour.fate(to, text)].forEach((status, at) =>
        laterOn(line, behaviour.stepMs * (at + 1), () => moves(line, row, status)),
      );
      const reply = behaviour.reply(to, text);
      if (reply !== null) {
        laterOn(line, reply.afterMs / 3, () => standIn.type(line.name, to, 'composing'));
        laterOn(line, reply.afterMs, () => {
          standIn.type(line.name, to, 'paused');
          if (reply.emoji !== undefined) standIn.react(line.name, String(row.key['id']), to, reply.emoji);
          const said = reply.message === undefined ? { text: reply.text } : { message: reply.message };
          standIn.receive(line.name, { from: jidOf(to), ...said });
        });
      }
      return { answer, row };
    },
    takeReaction(line, key, text) {
      const row: Row = {
        key: { remoteJid: key.remoteJid, fromMe: true, id: `3EB0${randomBytes(9).toString('hex')}` },
        pushName: 'Você',
        messageType: 'reactionMessage',
        message: { reactionMessage: { text, key, senderTimestampMs: now() } },
        messageTimestamp: Math.floor(now() / 1000),
        source: 'web',
        contextInfo: null,
        updates: [],
      };
      reactions.push({ keyId: key.id, emoji: text });
      const told = dataOf(line, row, 'PENDING');
      tell(line, 'send.message', told);
      return told;
    },
    receive(name, { from, alsoKnownAs, name: pushName = '', text = '', quoted, keyId, atMs = now(), message, file }) {
      const line = lineOf(name);
      const id = keyId ?? `3A${randomBytes(9).toString('hex')}`;
      const remoteJid = jidOf(from);
      const row: Row = {
        key: {
          remoteJid,
          ...(alsoKnownAs === undefined ? {} : { remoteJidAlt: alsoKnownAs }),
          fromMe: false,
          id,
          addressingMode: remoteJid.endsWith('@lid') ? 'lid' : 'pn',
        },
        pushName,
        messageType: Object.keys(message ?? { conversation: '' })[0] ?? '',
        message: message ?? { conversation: text },
        messageTimestamp: Math.floor(atMs / 1000),
        source: 'android',
        contextInfo: quoted === undefined ? null : { stanzaId: quoted, participant: remoteJid, quotedMessage: {} },
        updates: [],
        ...(file === undefined ? {} : { file }),
      };
      line.rows.push(row);
      tell(line, 'messages.upsert', dataOf(line, row, 'DELIVERY_ACK'));
      return id;
    },
    edit(name, keyId, text) {
      const line = lineOf(name);
      const row = line.rows.find(({ key }) => key['id'] === keyId);
      if (row !== undefined) row.message = { conversation: text };
      const key = { remoteJid: row?.key['remoteJid'], fromMe: row?.key['fromMe'], id: keyId };
      const timestampMs = String(now());
      tell(line, 'messages.edited', { key, type: 'MESSAGE_EDIT', editedMessage: { conversation: text }, timestampMs });
    },
    revoke(name, keyId) {
      const line = lineOf(name);
      const key = line.rows.find((row) => row.key['id'] === keyId)?.key ?? {};
      tell(line, 'messages.edited', { key, type: 'REVOKE' });
      tell(line, 'messages.delete', { ...key, status: 'DELETED' });
    },
    react(name, keyId, from, emoji) {
      const about = { remoteJid: jidOf(from), fromMe: true, id: keyId };
      standIn.receive(name, {
        from,
        message: { reactionMessage: { key: about, text: emoji, senderTimestampMs: now() } },
      });
    },
    type(name, from, lastKnownPresence) {
      const id = jidOf(from);
      tell(lineOf(name), 'presence.update', { id, presences: { [id]: { lastKnownPresence } } });
    },
    async allTold() {
      while (timers.size > 0 || posting.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
  return standIn;
}
