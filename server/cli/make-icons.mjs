/**
 * Draws public/icons/*.png from public/icons/icon.svg. The results are committed; run again when the mark changes:
 * node server/cli/make-icons.mjs
 */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

const icons = new URL('../../public/icons/', import.meta.url);
const rounded = await readFile(new URL('icon.svg', icons), 'utf8');
// Systems that cut their own shape get the drawing to the edges, a little smaller so that the sun stays in the safe
// zone.
const fullBleed = rounded.replace('rx="15"', 'rx="0"');
const maskable = rounded
  .replace('rx="15"', 'rx="0"')
  .replace('viewBox="0 0 64 64"', 'viewBox="-4 -4 72 72"')
  .replace('<clipPath id="a"><rect width="64" height="64" rx="0"/>', '<clipPath id="a"><path d="M-4-4h72v72H-4z"/>')
  .replace('d="M0 0h64v64H0z"', 'd="M-4-4h72v72H-4z"')
  .replace('M-2 38C12', 'M-6 41C10')
  .replace('s16 5 22 4v34H-2Z', 's16 5 26 3v38H-6Z');

const DRAWINGS = [
  ['icon-192.png', rounded, 192],
  ['icon-512.png', rounded, 512],
  ['maskable-192.png', maskable, 192],
  ['maskable-512.png', maskable, 512],
  ['apple-touch-icon.png', fullBleed, 180],
  ['shortcut-96.png', rounded, 96],
];

for (const [name, svg, size] of DRAWINGS) {
  await sharp(Buffer.from(svg), { density: (72 * size) / 16 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(new URL(name, icons).pathname);
}
process.stdout.write(`${DRAWINGS.length} icons drawn\n`);
