import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { GivenBytes } from '../../gateways/files/contract';

export async function sizeOfGiven(given: GivenBytes): Promise<number> {
  return 'path' in given ? (await stat(given.path)).size : given.length;
}

/** At most `length` bytes from `from` on; fewer where it ends before. */
export async function readPart(given: GivenBytes, from: number, length: number): Promise<Buffer> {
  if (!('path' in given)) return Buffer.from(given.subarray(from, from + length));
  const file = await open(given.path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** SHA-256 in hex. */
export async function hashGiven(given: GivenBytes): Promise<string> {
  const hash = createHash('sha256');
  if ('path' in given) for await (const chunk of createReadStream(given.path)) hash.update(chunk as Buffer);
  else hash.update(given);
  return hash.digest('hex');
}
