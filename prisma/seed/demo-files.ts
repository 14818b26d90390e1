/** A few pictures and a document of demo customers, drawn here: nothing of them was photographed, written or bought. */
import { loadSharp } from '../../server/lib/load-sharp';

export type DemoFile = {
  readonly name: string;
  readonly source: 'camera' | 'chat';
  readonly marks: readonly ('sent' | 'received')[];
  readonly labels: readonly string[];
  readonly note: string;
  readonly daysAgo: number;
  readonly type: 'image/jpeg' | 'application/pdf';
  readonly bytes: Buffer;
  /** Of pictures alone. */
  readonly thumbnail: Buffer | null;
};

const [WIDTH, HEIGHT] = [1200, 900];
const THUMBNAIL_SIDE = 320;
/** A room from above: walls, a door, a table with chairs. No letters: not every machine has type to draw them with. */
const PLAN = `<rect width="1200" height="900" fill="#f4efe4"/>
  <path d="M150 130h900v640H700M560 770H150z" fill="none" stroke="#1d2521" stroke-width="16"/>
  <path d="M560 770a140 140 0 0 1 140-140" fill="none" stroke="#1d2521" stroke-width="4"/>
  <path d="M650 130v300h400" fill="none" stroke="#1d2521" stroke-width="10"/>
  <rect x="270" y="280" width="260" height="150" rx="16" fill="#1f5c45"/>
  ${[300, 380, 460].map((x) => `<rect x="${x}" y="220" width="44" height="44" rx="10" fill="#b88a3a"/><rect x="${x}" y="446" width="44" height="44" rx="10" fill="#b88a3a"/>`).join('')}
  <rect x="760" y="200" width="220" height="120" rx="12" fill="#7a8f86"/>`;
/** A stand at a fair under a lamp. */
const STAND = `<rect width="1200" height="900" fill="#dfe7e3"/><rect y="660" width="1200" height="240" fill="#b9a98a"/>
  <rect x="220" y="200" width="760" height="480" fill="#1f5c45"/><rect x="260" y="240" width="680" height="180" fill="#f4efe4"/>
  <circle cx="600" cy="330" r="64" fill="#b88a3a"/><rect x="320" y="520" width="560" height="200" fill="#f7f4ec"/>
  <path d="M600 0v90" stroke="#1d2521" stroke-width="8"/><path d="M540 90h120l40 70H500z" fill="#e3c15a"/>`;

/** The same for everybody, so that their bytes are kept once. */
export async function makeDemoFiles(): Promise<DemoFile[]> {
  const [plan, stand] = await Promise.all([PLAN, STAND].map(drawn));
  return [
    {
      name: 'Teklif 2026.pdf',
      source: 'chat',
      marks: ['sent'],
      labels: ['Teklif'],
      note: '',
      daysAgo: 2,
      type: 'application/pdf',
      bytes: offer(),
      thumbnail: null,
    },
    {
      name: 'ofis planı.jpg',
      source: 'chat',
      marks: ['received'],
      labels: [],
      note: '',
      daysAgo: 3,
      type: 'image/jpeg',
      ...plan!,
    },
    {
      name: 'fuar standı.jpg',
      source: 'camera',
      marks: [],
      labels: ['Fuar'],
      note: 'İlk görüşmede çekildi; masa yeri değişecek.',
      daysAgo: 6,
      type: 'image/jpeg',
      ...stand!,
    },
  ];
}

async function drawn(shapes: string): Promise<{ bytes: Buffer; thumbnail: Buffer }> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${shapes}</svg>`;
  const sharp = await loadSharp();
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
  return { bytes, thumbnail: await sharp(bytes).resize(THUMBNAIL_SIDE).webp({ quality: 72 }).toBuffer() };
}

/** Two pages in a letter that every reader has; its words need no other. */
function offer(): Buffer {
  const page = (lines: readonly (readonly [size: number, y: number, text: string])[]) =>
    lines.map(([size, y, text]) => `BT /F ${size} Tf 70 ${y} Td (${text}) Tj ET`).join('\n');
  const streams = [
    page([
      [24, 750, 'Teklif 2026'],
      [12, 710, 'Kurulum ve kontrol: 3.000 TL'],
      [12, 690, 'Hizmet bedeli: 12.500 TL'],
      [14, 650, 'Toplam: 15.500 TL'],
    ]),
    page([
      [18, 750, 'Notlar'],
      [12, 710, 'Bu teklif bir ay geçerlidir.'],
    ]),
  ];
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [4 0 R 6 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...streams.flatMap((stream, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  let text = '%PDF-1.4\n';
  const startsAt = objects.map((object, at) => {
    const start = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const lines = startsAt.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${lines}${tail}`, 'latin1');
}
