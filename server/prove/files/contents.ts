/** Bytes that differ from one another, and the files that are made to do harm. */
import { crc32, createDeflate, createDeflateRaw } from 'node:zlib';
import type { Random } from '../../../prisma/factories/random';

export const MARKER = 'ZARARLI-7312';

/** A small document that no other is equal to. */
export const documentOf = (at: number, random: Random): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<< /N ${at} >>\nendobj\n${'x'.repeat(random.between(0, 4_000))}\n%%EOF\n`);

export type Hostile = {
  readonly kind: string;
  readonly name: string;
  readonly bytes: Buffer;
};

const SCRIPT = `<script>document.title='${MARKER}'</script>`;
const svg = Buffer.from(
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="${MARKER}">${SCRIPT}</svg>`,
);
const html = Buffer.from(`<!doctype html><html><body>${SCRIPT}</body></html>`);
const RTL = '\u202e';

/** None of them is anything an office keeps; one of each kind, over and over. */
export async function hostileFiles(count: number): Promise<Hostile[]> {
  const giant = await giantPicture(30_000);
  const large = Buffer.alloc(50 * 1024 * 1024, 'a');
  const kinds: Hostile[] = [
    { kind: 'svg', name: 'logo.svg', bytes: svg },
    { kind: 'svg as png', name: 'logo.png', bytes: svg },
    { kind: 'html as png', name: 'resim.png', bytes: html },
    { kind: 'html as text', name: 'not.txt', bytes: html },
    { kind: 'html behind a BOM', name: 'not.csv', bytes: Buffer.concat([Buffer.from('\ufeff \n'), html]) },
    { kind: 'program', name: `fatura${RTL}gpj.exe`, bytes: Buffer.from(`MZ\u0090\u0000${MARKER}`, 'latin1') },
    { kind: 'script', name: '../../../etc/cron.d/x.txt', bytes: Buffer.from(`#!/bin/sh\necho ${MARKER}\n`) },
    { kind: 'zip of zeros', name: 'teklif.docx', bytes: await zipOf('a.bin', 200 * 1024 * 1024) },
    { kind: 'giant picture', name: 'harita.png', bytes: giant },
    { kind: 'broken picture', name: 'foto.jpg', bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), html]) },
    { kind: 'too large', name: 'film.txt', bytes: large },
  ];
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length]!);
}

async function deflated(chunk: Buffer, times: number, isRaw = false): Promise<Buffer> {
  const stream = isRaw ? createDeflateRaw({ level: 9 }) : createDeflate({ level: 9 });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => stream.on('end', resolve));
  for (let at = 0; at < times; at += 1)
    if (!stream.write(chunk))
      await new Promise((resolve) => {
        stream.once('drain', resolve);
      });
  stream.end();
  await ended;
  return Buffer.concat(parts);
}

/** As many pixels on each side, in black and white: a hundred kilobytes that unfold to a gigabyte. */
export async function giantPicture(side: number): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + Math.ceil(side / 8));
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', await deflated(row, side)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An archive with one entry of zeros. */
async function zipOf(name: string, size: number): Promise<Buffer> {
  const packed = await deflated(Buffer.alloc(1024 * 1024), size / (1024 * 1024), true);
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const body = [local, Buffer.from(name), packed];
  const startsAt = body.reduce((sum, { length }) => sum + length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(startsAt, 16);
  return Buffer.concat([...body, central, Buffer.from(name), end]);
}
