/**
 * A device with bytes to bring: it asks how far the office is and goes on from there, over a network that drops things.
 */
import type { Hono } from 'hono';
import type { Tablet } from '../../test/tablet';
import type { Random } from '../../../prisma/factories/random';

export const ORIGIN = 'https://saha.example';
export type Waiting = { readonly fileId: string; readonly bytes: Buffer };
/**
 * `done`: nothing is left to bring; `again`: something was dropped on the way; `refused`: with what the office said.
 */
export type Brought = 'done' | 'again' | { readonly refused: number };

/** One attempt at one file, in pieces. `flaps`: how likely each exchange is dropped. */
export async function bringOnce(
  app: Hono,
  tablet: Tablet,
  { fileId, bytes }: Waiting,
  random: Random,
  flaps: number,
): Promise<Brought> {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: Buffer) => {
    if (random.chance(flaps)) return null;
    const answer = await app.request(`${ORIGIN}${path}`, {
      method,
      headers: { 'Tus-Resumable': '1.0.0', cookie: tablet.browser.cookieHeader, ...headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    return random.chance(flaps) ? null : answer;
  };
  const head = await ask('HEAD', `/uploads/${fileId}`, {});
  if (head === null) return 'again';
  if (head.status === 409) return 'done';
  let offset = Number(head.headers.get('upload-offset') ?? 0);
  if (head.status === 404) {
    const named = `fileId ${Buffer.from(fileId).toString('base64')}`;
    const begun = await ask('POST', '/uploads', {
      'Upload-Length': String(bytes.length),
      'Upload-Metadata': named,
    });
    if (begun === null) return 'again';
    if (begun.status === 409) return 'done';
    // Another tab has begun it.
    if (begun.status === 423) return 'again';
    if (begun.status !== 201) return { refused: begun.status };
    offset = 0;
  } else if (head.status !== 200) return { refused: head.status };
  while (offset < bytes.length) {
    const until = random.chance(0.6) ? bytes.length : random.between(offset + 1, bytes.length);
    const piece = await ask(
      'PATCH',
      `/uploads/${fileId}`,
      { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
      bytes.subarray(offset, until),
    );
    if (piece === null) return 'again';
    if (piece.status >= 500) return { refused: piece.status };
    // Two tabs bring the same: one of them is sent away and asks anew.
    if (piece.status !== 204) return 'again';
    offset = Number(piece.headers.get('upload-offset') ?? until);
  }
  return 'done';
}
