import { createHash, randomBytes } from 'node:crypto';

const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as text: what the address of a feed holds, and the office does not keep. */
export const newFeedToken = (): string => randomBytes(32).toString('base64url');
export const isFeedToken = (value: string): boolean => TOKEN_PATTERN.test(value);

/** What is kept of a token; it has 256 random bits, so a plain hash is enough. */
export const hashFeedToken = (token: string): Buffer => createHash('sha256').update(`feed ${token}`).digest();
