import { randomUUID } from 'node:crypto';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { loadSharp } from '../../lib/load-sharp';
import { countImages, insertImage, selectImage, type StoredImage } from './images.store';

/** Twice the width of a mail: sharp on every screen, and no heavier than that. */
const MAX_WIDTH = 1_200;
const MAX_HEIGHT = 4_000;
const MAX_PIXELS = 50_000_000;
const A_DAY_MS = 24 * 60 * 60 * 1000;
const PER_DAY = 200;
/** Of its base64. */
export const MAX_IMAGE_LETTERS = 6_000_000;
const FORMATS: Readonly<Record<string, 'image/jpeg' | 'image/png'>> = { jpeg: 'image/jpeg', png: 'image/png' };

export type AddedImage = { readonly id: string; readonly width: number; readonly height: number };

/**
 * Takes an image for mails: drawn anew, so that nothing but pixels stays of what was sent, without what the camera
 * wrote. `data`: base64 of a JPEG, PNG or WebP. Throws campaign.imageInvalid, campaign.imagesTooMany.
 */
export async function addImage(
  { pool, now }: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  data: string,
): Promise<AddedImage> {
  const since = new Date(now() - A_DAY_MS).toISOString();
  if ((await countImages(pool, member.id, since)) >= PER_DAY) throw new CodedError('campaign.imagesTooMany', {}, 429);
  const drawn = await draw(Buffer.from(data, 'base64'));
  // Nobody guesses it: whoever has the address was sent it.
  const id = randomUUID();
  await insertImage(pool, { id, ...drawn, createdBy: member.id, createdAt: new Date(now()).toISOString() });
  return { id, width: drawn.width, height: drawn.height };
}

async function draw(bytes: Buffer): Promise<{ type: string; width: number; height: number; bytes: Buffer }> {
  try {
    const sharp = await loadSharp();
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format, hasAlpha } = await image.metadata();
    if (!['jpeg', 'png', 'webp'].includes(format ?? '')) throw new Error('no image for a mail');
    const sized = image
      .rotate()
      .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true });
    // WebP is not shown everywhere.
    const target =
      hasAlpha === true
        ? sized.png({ compressionLevel: 9, palette: true })
        : sized.jpeg({ quality: 82, mozjpeg: true });
    const { data, info } = await target.toBuffer({ resolveWithObject: true });
    return { type: FORMATS[info.format] ?? 'image/png', width: info.width, height: info.height, bytes: data };
  } catch {
    throw new CodedError('campaign.imageInvalid');
  }
}

/** Null: there is none. */
export function readImage({ pool }: Pick<Deps, 'pool'>, id: string): Promise<StoredImage | null> {
  return selectImage(pool, id);
}
