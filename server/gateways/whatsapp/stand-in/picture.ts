/** A picture that looks like what one scans to join, and holds nothing. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const MODULES = 29;
const SCALE = 6;
const MARGIN = 4;

/** PNG in base64, the same for the same `seed`. */
export function codePicture(seed: string): string {
  const side = (MODULES + 2 * MARGIN) * SCALE;
  const bits = Buffer.concat([0, 1, 2, 3].map((at) => createHash('sha256').update(`${seed}${at}`).digest()));
  const isDark = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= MODULES || y >= MODULES) return false;
    for (const [left, top] of [
      [0, 0],
      [MODULES - 7, 0],
      [0, MODULES - 7],
    ] as const) {
      const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
      if (ring <= 4) return ring !== 2 && ring !== 4;
    }
    const at = x * MODULES + y;
    return (((bits[(at >> 3) % bits.length] ?? 0) >> (at & 7)) & 1) === 1;
  };
  const rows = Array.from({ length: side }, (_, y) =>
    Buffer.from([
      0,
      ...Array.from({ length: side }, (__, x) =>
        isDark(Math.floor(x / SCALE) - MARGIN, Math.floor(y / SCALE) - MARGIN) ? 0 : 255,
      ),
    ]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
