import { createHash, randomBytes } from 'node:crypto';

const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as text: the value of the cookie, which the server does not keep. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

export const isSessionToken = (value: string) => TOKEN_PATTERN.test(value);

/** What the server keeps of a token. The token has 256 random bits, so a plain hash is enough. */
export function hashSessionToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
