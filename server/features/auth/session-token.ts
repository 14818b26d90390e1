import { createHash, createHmac, randomBytes } from 'node:crypto';

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

/** What makes the tokens of one renewal; made anew for each. */
export const newRenewalSalt = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(32));

/** The token that follows `token`: always the same with the same salt, and not to be told from `token` without it. */
export function renewedToken(token: string, salt: Uint8Array): string {
  return createHmac('sha256', salt).update('session\0').update(token).digest('base64url');
}
