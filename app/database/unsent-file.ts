/**
 * Unsent work as a file that a person carries to the office when the tablet cannot: encrypted with a code that is shown
 * once and travels another way. Only WebCrypto; the form is versioned and part of the product.
 *
 *   { format, version, createdAt, kdf: { name, hash, iterations, salt }, cipher: { name, iv }, data, checksum }
 *
 * `checksum` is the SHA-256 of everything before it, so that a damaged file is told from a wrong code; the header is
 * authenticated together with the data.
 */
import * as z from 'zod/mini';
import { canonical } from '../../sync/rules/digest';
import { foldText } from '../../sync/rules/turkish-text';
import { unsentWork, type UnsentWork } from '../../sync/protocol/unsent-work';
import { DatabaseError } from './database-error';

export const UNSENT_FILE_FORMAT = 'saha-unsent-file';
const ITERATIONS = 600_000;
/** What a file may ask this device to do; one that asks for more was not written by us. */
const MAX_ITERATIONS = 5_000_000;
/** No letter or digit that looks like another: the code is read out loud. */
const ALPHABET = 'abcdefghjkmnpqrstuvwyz23456789';
const GROUPS = 4,
  GROUP_LENGTH = 5;

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const sealed = z.object({
  format: z.literal(UNSENT_FILE_FORMAT),
  version: z.literal(1),
  createdAt: z.string(),
  kdf: z.object({
    name: z.literal('PBKDF2'),
    hash: z.literal('SHA-256'),
    iterations: z.int().check(z.minimum(ITERATIONS), z.maximum(MAX_ITERATIONS)),
    salt: base64,
  }),
  cipher: z.object({ name: z.literal('AES-GCM'), iv: base64 }),
  data: base64,
  checksum: base64,
});
type Sealed = z.infer<typeof sealed>;
type Header = Omit<Sealed, 'data' | 'checksum'>;

/** A new code of 97 random bits, in groups for reading out loud. */
export function newFileCode(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const letters: string[] = [];
  // Bytes at the end of the range would make the first letters likelier.
  const fair = 256 - (256 % ALPHABET.length);
  while (letters.length < GROUPS * GROUP_LENGTH) {
    for (const byte of random(new Uint8Array(32)))
      if (byte < fair) letters.push(ALPHABET[byte % ALPHABET.length] as string);
  }
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

export async function sealUnsentWork(work: UnsentWork, code: string, nowIso: string): Promise<string> {
  const header: Header = {
    format: UNSENT_FILE_FORMAT,
    version: 1,
    createdAt: nowIso,
    kdf: {
      name: 'PBKDF2',
      hash: 'SHA-256',
      iterations: ITERATIONS,
      salt: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    },
    cipher: { name: 'AES-GCM', iv: toBase64(crypto.getRandomValues(new Uint8Array(12))) },
  };
  const plain = new TextEncoder().encode(JSON.stringify(work));
  const data = toBase64(
    new Uint8Array(await crypto.subtle.encrypt(cipherOf(header), await keyOf(header, code), plain)),
  );
  return JSON.stringify({ ...header, data, checksum: await checksumOf({ ...header, data }) }, null, 2);
}

/** Throws DatabaseError: work.damaged (no file of ours, cut off, changed), work.wrongPassphrase. */
export async function openUnsentFile(text: string, code: string): Promise<UnsentWork> {
  const file = parse(text);
  const { checksum, data, ...header } = file;
  if ((await checksumOf({ ...header, data })) !== checksum) throw new DatabaseError('work.damaged');
  let plain: ArrayBuffer;
  try {
    plain = await crypto.subtle.decrypt(cipherOf(header), await keyOf(header, code), fromBase64(data));
  } catch (error) {
    throw new DatabaseError('work.wrongPassphrase', { cause: error });
  }
  const work = unsentWork.safeParse(JSON.parse(new TextDecoder().decode(plain)));
  if (!work.success) throw new DatabaseError('work.damaged');
  return work.data;
}

function parse(text: string): Sealed {
  try {
    return sealed.parse(JSON.parse(text));
  } catch (error) {
    throw new DatabaseError('work.damaged', { cause: error });
  }
}

const cipherOf = (header: Header) => ({
  name: 'AES-GCM',
  iv: fromBase64(header.cipher.iv),
  additionalData: new TextEncoder().encode(canonical(header)),
});

async function keyOf({ kdf }: Header, code: string): Promise<CryptoKey> {
  // However it was typed: spaces, hyphens and capitals do not count.
  const typed = new TextEncoder().encode(foldText(code).replace(/[\s-]/g, ''));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: kdf.hash, iterations: kdf.iterations, salt: fromBase64(kdf.salt) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

async function checksumOf(file: Omit<Sealed, 'checksum'>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(file)))));
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  return Uint8Array.from({ length: raw.length }, (_, at) => raw.charCodeAt(at));
}
