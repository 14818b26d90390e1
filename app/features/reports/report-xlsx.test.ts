import { expect, it } from 'vitest';
import { inflateRawSync } from 'node:zlib';
import { xlsxOf } from './report-xlsx';

/** The files of a zip, by their local headers. */
async function filesOf(blob: Blob): Promise<Map<string, string>> {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const files = new Map<string, string>();
  let at = bytes.length - 22;
  while (bytes.readUInt32LE(at) !== 0x06054b50) at -= 1;
  let entry = bytes.readUInt32LE(at + 16);
  for (let count = bytes.readUInt16LE(at + 10); count > 0; count -= 1) {
    const [method, size] = [bytes.readUInt16LE(entry + 10), bytes.readUInt32LE(entry + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(entry + offset)) as [
      number,
      number,
      number,
    ];
    const local = bytes.readUInt32LE(entry + 42);
    const begins = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(begins, begins + size);
    files.set(
      bytes.toString('utf8', entry + 46, entry + 46 + name),
      (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'),
    );
    entry += 46 + name + extra + comment;
  }
  return files;
}

it('holds every table with its letters and numbers, and nothing that Excel would run', async () => {
  const files = await filesOf(
    await xlsxOf([
      {
        id: 'cities',
        name: 'Şehirler',
        rows: [
          ['Şehir', 'Oran'],
          ['İzmir & "Ege" <ığ>', 12.5],
          ['=HYPERLINK("x")', null],
          ['+1', -1],
        ],
      },
      {
        id: 'kinds',
        name: 'Randevular',
        rows: [
          ['Tür', 'Yapılan'],
          ['Keşif', 3],
        ],
      },
    ]),
  );
  const all = [...files]
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, text]) => text)
    .join('\n');
  expect(all).toContain('Şehirler');
  expect(all).toContain('Randevular');
  expect(all).toMatch(/İzmir &amp; (&quot;|")Ege(&quot;|") &lt;ığ&gt;/);
  expect(all).toContain('<v>12.5</v>');
  expect(all).toContain('<v>-1</v>');
  expect(all).toMatch(/=HYPERLINK/);
  expect(all).not.toMatch(/<f[ >]/);
});
