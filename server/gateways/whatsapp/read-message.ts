/**
 * A message as Evolution keeps and tells it, in our words. Written from its source (2.3.7) and from captured traffic.
 */
import type { MessageKind } from '../../../sync/collections/message';
import { cutText, storableText } from '../../lib/storable';
import type { HeardMessage, IncomingFile, WhatsappEvent } from './contract';

type Json = Readonly<Record<string, unknown>>;
export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const asText = (value: unknown): string => (typeof value === 'string' ? keepable(value) : '');

/** What no database takes is left out (NUL) or replaced (half a sign): one message would keep back all after it. */
export const keepable = (text: string): string => storableText(text.replaceAll('\u0000', ''));

/** What wraps a message without being one. */
const WRAPPERS = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
];
const FILES: readonly (readonly [key: string, kind: MessageKind])[] = [
  ['imageMessage', 'image'],
  ['documentMessage', 'document'],
  ['audioMessage', 'audio'],
  ['videoMessage', 'video'],
  ['ptvMessage', 'video'],
  ['stickerMessage', 'sticker'],
];
export const LONGEST_TEXT = 20_000;
const LONGEST_KEY = 120;

/** Numbers of 64 bits come as {low, high}, small ones as numbers, some as strings. */
export function wholeNumber(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : 0;
  if (typeof value === 'string') return /^\d{1,16}$/.test(value) ? Number(value) : 0;
  const { low, high } = asObject(value);
  return typeof low === 'number' && typeof high === 'number' ? high * 2 ** 32 + (low >>> 0) : 0;
}

/** Of groups, channels, lists and status updates. */
export function isForMany(address: string): boolean {
  return /@(g\.us|broadcast|newsletter)$/.test(address);
}

/** Null: it is nothing that anybody reads. */
export function readMessage(data: unknown): WhatsappEvent | null {
  const one = asObject(data);
  const key = asObject(one['key']);
  const keyId = asText(key['id']);
  const remote = asText(key['remoteJid']);
  if (keyId === '' || keyId.length > LONGEST_KEY || remote === '') return null;
  if (isForMany(remote)) return { kind: 'ignored' };
  const message = unwrapped(asObject(one['message']));
  const atMs = wholeNumber(one['messageTimestamp']) * 1000;
  const fromMe = key['fromMe'] === true;
  const reaction = asObject(message['reactionMessage']);
  if ('reactionMessage' in message) {
    const about = asText(asObject(reaction['key'])['id']);
    const reactedMs = wholeNumber(reaction['senderTimestampMs']);
    return about === ''
      ? null
      : {
          kind: 'reaction',
          keyId: about,
          fromMe,
          emoji: cutText(asText(reaction['text']), 20),
          atMs: reactedMs || atMs,
        };
  }
  const protocol = asObject(message['protocolMessage']);
  if ('protocolMessage' in message) return readProtocol(protocol, atMs);
  if ('pollUpdateMessage' in message || Object.keys(message).length === 0) return null;
  const addresses = [remote, asText(key['remoteJidAlt'])].filter((each) => each !== '' && !isForMany(each));
  const { kind, text, file } = contentOf(message);
  const heard: HeardMessage = {
    keyId,
    fromMe,
    addresses: [...new Set(addresses)],
    // Of what we wrote it is a word of theirs and nobody's name.
    senderName: fromMe ? '' : cutText(asText(one['pushName']).trim(), 100),
    atMs,
    kind,
    text: cutText(text, LONGEST_TEXT),
    quotedKeyId: quotedIn(asObject(one['contextInfo']), message).slice(0, LONGEST_KEY),
    file,
    isFromPhone: fromMe && ['android', 'ios'].includes(asText(one['source'])),
  };
  return { kind: 'message', message: heard };
}

/** An edit or a revocation where it is told as a message of its own. */
function readProtocol(protocol: Json, atMs: number): WhatsappEvent | null {
  const keyId = asText(asObject(protocol['key'])['id']);
  if (keyId === '') return null;
  const { type } = protocol;
  if (type === 'REVOKE' || type === 0) return { kind: 'revoked', keyId };
  const edited = asObject(protocol['editedMessage']);
  if (Object.keys(edited).length === 0) return null;
  const { text } = contentOf(unwrapped(edited));
  return {
    kind: 'edited',
    keyId,
    text: cutText(text, LONGEST_TEXT),
    atMs: wholeNumber(protocol['timestampMs']) || atMs,
  };
}

export function unwrapped(message: Json): Json {
  for (const wrapper of WRAPPERS) {
    const inner = asObject(asObject(message[wrapper])['message']);
    if (Object.keys(inner).length > 0) return unwrapped(inner);
  }
  return message;
}

export function contentOf(message: Json): {
  readonly kind: MessageKind;
  readonly text: string;
  readonly file: IncomingFile | null;
} {
  const plain = asText(message['conversation']) || asText(asObject(message['extendedTextMessage'])['text']);
  if (plain !== '') return { kind: 'text', text: plain, file: null };
  for (const [key, kind] of FILES) {
    if (!(key in message)) continue;
    const one = asObject(message[key]);
    const file = {
      mime: asText(one['mimetype']).slice(0, 100),
      fileName: cutText(asText(one['fileName']), 200),
      size: wholeNumber(one['fileLength']),
    };
    return { kind, text: asText(one['caption']), file };
  }
  if ('contactMessage' in message)
    return { kind: 'contact', text: contactText(asObject(message['contactMessage'])), file: null };
  if ('contactsArrayMessage' in message) {
    const { contacts } = asObject(message['contactsArrayMessage']);
    const all = Array.isArray(contacts) ? contacts.map((each) => contactText(asObject(each))) : [];
    return { kind: 'contact', text: all.join('\n'), file: null };
  }
  const place = asObject(message['locationMessage'] ?? message['liveLocationMessage']);
  if ('degreesLatitude' in place) {
    const where = `${Number(place['degreesLatitude'])}, ${Number(place['degreesLongitude'])}`;
    const lines = [asText(place['name']), asText(place['address']), where];
    return { kind: 'location', text: lines.filter((line) => line !== '').join('\n'), file: null };
  }
  // What somebody chose of buttons or a list reads like words of theirs.
  const chosen =
    asText(asObject(message['buttonsResponseMessage'])['selectedDisplayText']) ||
    asText(asObject(message['templateButtonReplyMessage'])['selectedDisplayText']) ||
    asText(asObject(message['listResponseMessage'])['title']);
  return chosen === '' ? { kind: 'unknown', text: '', file: null } : { kind: 'text', text: chosen, file: null };
}

function contactText(contact: Json): string {
  // `TEL;waid=90532…:+90 532 …` (RFC 6350, 6.4.1).
  const phones = asText(contact['vcard'])
    .split('\n')
    .filter((line) => line.startsWith('TEL') && line.includes(':'))
    .map((line) => line.slice(line.indexOf(':') + 1).trim());
  return [asText(contact['displayName']), ...phones].filter((line) => line !== '').join('\n');
}

function quotedIn(context: Json, message: Json): string {
  const own = asText(context['stanzaId']);
  if (own !== '') return own;
  for (const each of Object.values(message)) {
    const id = asText(asObject(asObject(each)['contextInfo'])['stanzaId']);
    if (id !== '') return id;
  }
  return '';
}
