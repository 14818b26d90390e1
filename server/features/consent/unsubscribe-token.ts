/**
 * The way out that stands in a mail: nothing has to be kept to honour it, nobody can guess it, it names no one, and it
 * never ends. version 1 | key id 4 | channel 1 | language 1 | minute of issue 4 | address key 32 | MAC 16; base64url.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CHANNELS, type Channel } from '../../../sync/rules/address';

export type UnsubscribeToken = {
  readonly channel: Channel;
  /** Hex. */
  readonly addressKey: string;
  readonly language: 'tr' | 'en';
  /** When the mail was made, to the minute. Milliseconds since 1970. */
  readonly issuedAtMs: number;
};
export type MacKey = { readonly id: string; readonly secret: Buffer };

const VERSION = 1;
const BODY_BYTES = 43;
const MAC_BYTES = 16;
const LENGTH = Math.ceil(((BODY_BYTES + MAC_BYTES) * 4) / 3);
const MINUTE_MS = 60_000;
const LANGUAGES = ['tr', 'en'] as const;

export function writeToken(token: UnsubscribeToken, key: MacKey): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  body.write(key.id, 1, 'hex');
  body.writeUInt8(CHANNELS.indexOf(token.channel), 5);
  body.writeUInt8(LANGUAGES.indexOf(token.language), 6);
  body.writeUInt32BE(Math.floor(token.issuedAtMs / MINUTE_MS), 7);
  body.write(token.addressKey, 11, 'hex');
  return Buffer.concat([body, macOf(body, key)]).toString('base64url');
}

/** Whether it is as long as a token and of its letters: what is not was cut on its way, or has something behind it. */
export const isWhole = (text: string): boolean => text.length === LENGTH && /^[A-Za-z0-9_-]+$/.test(text);

/** The key a token says it was made with; null: it cannot be one of ours. */
export function keyIdOf(text: string): string | null {
  if (!isWhole(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  // The last letter has bits to spare: only one spelling of a token is right.
  if (bytes.toString('base64url') !== text) return null;
  return bytes.readUInt8(0) === VERSION ? bytes.toString('hex', 1, 5) : null;
}

/** Null: nobody here has written it. The MAC is looked at before anything else is believed. */
export function readToken(text: string, key: MacKey): UnsubscribeToken | null {
  if (keyIdOf(text) !== key.id) return null;
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(0, BODY_BYTES);
  return timingSafeEqual(bytes.subarray(BODY_BYTES), macOf(body, key)) ? readClaims(text) : null;
}

/**
 * What a token says of itself, whoever wrote it: for what a page looks like, and for nothing else. Null: it is none.
 */
export function readClaims(text: string): UnsubscribeToken | null {
  if (keyIdOf(text) === null) return null;
  const body = Buffer.from(text, 'base64url').subarray(0, BODY_BYTES);
  const channel = CHANNELS[body.readUInt8(5)];
  const language = LANGUAGES[body.readUInt8(6)];
  if (channel === undefined || language === undefined) return null;
  return { channel, language, issuedAtMs: body.readUInt32BE(7) * MINUTE_MS, addressKey: body.toString('hex', 11) };
}

function macOf(body: Buffer, { secret }: MacKey): Buffer {
  return createHmac('sha256', secret).update('unsubscribe\0').update(body).digest().subarray(0, MAC_BYTES);
}
