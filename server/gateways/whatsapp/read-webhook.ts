/** What Evolution posts to a webhook, in our words. Never throws: what nobody knows comes to nothing. */
import { cutText } from '../../lib/storable';
import type { LineState, MessageStatus, WhatsappEvent } from './contract';
import {
  asObject,
  asText,
  contentOf,
  isForMany,
  keepable,
  LONGEST_TEXT,
  readMessage,
  unwrapped,
  wholeNumber,
} from './read-message';

const STATUSES: Readonly<Record<string, MessageStatus>> = {
  SERVER_ACK: 'sent',
  DELIVERY_ACK: 'delivered',
  READ: 'read',
  PLAYED: 'read',
  ERROR: 'failed',
};
const RANK: Readonly<Record<MessageStatus, number>> = { sent: 1, delivered: 2, read: 3, failed: 4 };

/** The instance's key and where things are; nothing here needs them. */
const SECRETS = new Set(['apikey', 'sender', 'server_url', 'destination']);

/** The envelope, its key taken out; what nobody reads is left out of what is kept as well. Null: no envelope. */
export function withoutSecrets(body: unknown): Readonly<Record<string, unknown>> | null {
  const rest = Object.fromEntries(Object.entries(asObject(body)).filter(([name]) => !SECRETS.has(name)));
  return typeof rest['event'] === 'string' ? (withoutBytes(rest) as Readonly<Record<string, unknown>>) : null;
}

const BYTES = new Set(['base64', 'jpegThumbnail', 'mediaKey', 'fileSha256', 'fileEncSha256', 'messageContextInfo']);

/** Thumbnails and keys of files come as a line per byte, files whole where somebody has set it so. A QR code stays. */
function withoutBytes(value: unknown, within = ''): unknown {
  if (typeof value === 'string') return keepable(value);
  if (Array.isArray(value)) return value.map((each) => withoutBytes(each, within));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !BYTES.has(key) || (key === 'base64' && within === 'qrcode'))
      .map(([key, each]) => [key, withoutBytes(each, key)]),
  );
}

export function readWebhook(body: unknown): WhatsappEvent[] {
  const envelope = asObject(body);
  const event = asText(envelope['event']);
  const data = envelope['data'];
  const each = Array.isArray(data) ? data : [data];
  return each.flatMap((one) => readOne(event, one)).filter((found) => found !== null);
}

function readOne(event: string, data: unknown): readonly (WhatsappEvent | null)[] {
  const one = asObject(data);
  switch (event) {
    case 'messages.upsert':
    case 'send.message':
      return [
        readMessage(one),
        statusOf(asText(asObject(one['key'])['id']), one['status'], asObject(one['key'])['fromMe']),
      ];
    case 'messages.set':
      return [readMessage(one)];
    case 'messages.edited':
    case 'send.message.update':
      return [readEdit(one)];
    case 'messages.delete':
      return [readRemoval(one)];
    case 'messages.update':
      return [statusOf(asText(one['keyId']), one['status'], one['fromMe'])];
    case 'connection.update':
      return [readConnection(one)];
    case 'qrcode.updated':
      return [readPairing(asObject(one['qrcode']))];
    default:
      return [];
  }
}

function readEdit(one: Readonly<Record<string, unknown>>): WhatsappEvent | null {
  const key = asObject(one['key']);
  const keyId = asText(key['id']);
  if (keyId === '') return null;
  if (isForMany(asText(key['remoteJid']))) return { kind: 'ignored' };
  if (one['type'] === 'REVOKE') return { kind: 'revoked', keyId };
  const edited = asObject(one['editedMessage']);
  if (Object.keys(edited).length === 0) return null;
  const text = cutText(contentOf(unwrapped(edited)).text, LONGEST_TEXT);
  return { kind: 'edited', keyId, text, atMs: wholeNumber(one['timestampMs']) };
}

/** Two shapes: `id` is the message's where somebody else took it back, and the upstream row's where we did. */
function readRemoval(one: Readonly<Record<string, unknown>>): WhatsappEvent | null {
  const inKey = asText(asObject(one['key'])['id']);
  const keyId = inKey === '' && asText(one['remoteJid']) !== '' ? asText(one['id']) : inKey;
  return keyId === '' ? null : { kind: 'revoked', keyId };
}

/** Of what we sent; null of what came, and of what says nothing new. */
export function statusOf(keyId: string, said: unknown, fromMe: unknown): WhatsappEvent | null {
  const status = STATUSES[asText(said)];
  return keyId === '' || status === undefined || fromMe !== true ? null : { kind: 'status', keyId, status };
}

/** Of a history in no order, what says most. */
export function highestStatus(keyId: string, history: unknown): WhatsappEvent | null {
  const all = (Array.isArray(history) ? history : []).flatMap((one) => STATUSES[asText(asObject(one)['status'])] ?? []);
  const [most] = all.sort((a, b) => RANK[b] - RANK[a]);
  return most === undefined ? null : { kind: 'status', keyId, status: most };
}

export function lineStateOf(said: unknown): LineState {
  return said === 'open' || said === 'connecting' || said === 'close' ? said : 'unknown';
}

function readConnection(one: Readonly<Record<string, unknown>>): WhatsappEvent | null {
  if (one['state'] === 'refused') return { kind: 'line', state: 'close' };
  const state = lineStateOf(one['state']);
  return state === 'unknown' ? null : { kind: 'line', state };
}

export function readPairing(qrcode: Readonly<Record<string, unknown>>): WhatsappEvent {
  const [, png = ''] = /^data:image\/png;base64,([A-Za-z0-9+/=]+)$/.exec(asText(qrcode['base64'])) ?? [];
  return { kind: 'pairing', qr: png === '' ? null : png, pairingCode: asText(qrcode['pairingCode']) || null };
}
