/**
 * The link to one appointment that stands in a customer's mail: nobody can guess it, it names no one, and shows the
 * appointment as it is when it is opened. version 1 | key id 4 | language 1 | minute of issue 4 | root 16 | wall time
 * of the occurrence in minutes 4 | MAC 16; base64url.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MacKey } from '../consent/unsubscribe-token';

export type CustomerToken = {
  readonly rootId: string;
  /** 'YYYY-MM-DDTHH:mm', '' of a single appointment. */
  readonly occurrenceOn: string;
  readonly language: 'tr' | 'en';
  /** To the minute. Milliseconds since 1970. */
  readonly issuedAtMs: number;
};

const VERSION = 1;
const BODY_BYTES = 30;
const MAC_BYTES = 16;
const LENGTH = Math.ceil(((BODY_BYTES + MAC_BYTES) * 4) / 3);
const MINUTE_MS = 60_000;
const LANGUAGES = ['tr', 'en'] as const;

export function writeCustomerToken(token: CustomerToken, key: MacKey): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  body.write(key.id, 1, 'hex');
  body.writeUInt8(LANGUAGES.indexOf(token.language), 5);
  body.writeUInt32BE(Math.floor(token.issuedAtMs / MINUTE_MS), 6);
  body.write(token.rootId.replaceAll('-', ''), 10, 'hex');
  body.writeUInt32BE(token.occurrenceOn === '' ? 0 : Date.parse(`${token.occurrenceOn}:00.000Z`) / MINUTE_MS, 26);
  return Buffer.concat([body, macOf(body, key)]).toString('base64url');
}

/** The key a token says it was made with; null: it cannot be one of ours. */
export function keyIdOfCustomerToken(text: string): string | null {
  if (text.length !== LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  // The last letter has bits to spare: only one spelling of a token is right.
  if (bytes.toString('base64url') !== text) return null;
  return bytes.readUInt8(0) === VERSION ? bytes.toString('hex', 1, 5) : null;
}

/** Null: nobody here has written it. The MAC is looked at before anything else is believed. */
export function readCustomerToken(text: string, key: MacKey): CustomerToken | null {
  if (keyIdOfCustomerToken(text) !== key.id) return null;
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(bytes.subarray(BODY_BYTES), macOf(body, key))) return null;
  const language = LANGUAGES[body.readUInt8(5)];
  if (language === undefined) return null;
  const [, a, b, c, d, e] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(body.toString('hex', 10, 26)) ?? [];
  const wall = body.readUInt32BE(26);
  return {
    rootId: `${a}-${b}-${c}-${d}-${e}`,
    occurrenceOn: wall === 0 ? '' : new Date(wall * MINUTE_MS).toISOString().slice(0, 16),
    language,
    issuedAtMs: body.readUInt32BE(6) * MINUTE_MS,
  };
}

function macOf(body: Buffer, { secret }: MacKey): Buffer {
  return createHmac('sha256', secret).update('appointment\0').update(body).digest().subarray(0, MAC_BYTES);
}
