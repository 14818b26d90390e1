/** Photos as a tablet takes them: twelve megapixels, about five megabytes, no two alike. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const WIDTH = 4_032;
const HEIGHT = 3_024;
/** Grain as a small sensor has it, drawn once; what makes a photo another one is its colour. */
const GRAIN = { width: 1_344, height: 1_008 };
const QUALITY = 90;

/** Answers their paths and how many bytes they have together. */
export async function takePhotos(folder: string, count: number): Promise<{ paths: string[]; bytes: number }> {
  const raw = { ...GRAIN, channels: 3 } as const;
  const grain = await sharp(randomBytes(GRAIN.width * GRAIN.height * 3), { raw })
    .resize(WIDTH, HEIGHT, { kernel: 'cubic' })
    .linear(0.52, 62)
    .jpeg({ quality: 100 })
    .toBuffer();
  const paths: string[] = [];
  let bytes = 0;
  for (let at = 0; at < count; at += 1) {
    const photo = await sharp(grain)
      .linear([1 + (at % 10) / 50, 1, 1 + Math.floor(at / 10) / 50], [0, 0, 0])
      .jpeg({ quality: QUALITY })
      .toBuffer();
    const file = path.join(folder, `foto-${String(at + 1).padStart(3, '0')}.jpg`);
    await writeFile(file, photo);
    paths.push(file);
    bytes += photo.length;
  }
  return { paths, bytes };
}
