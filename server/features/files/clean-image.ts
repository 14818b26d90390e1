/** Pictures are drawn anew: what is not seen in them (places, thumbnails, hidden payloads) does not come along. */
import type { Sharp } from 'sharp';
import { KEPT_IMAGE_SIDE, MAX_IMAGE_PIXELS, THUMBNAIL_SIDE } from '../../../sync/rules/file-types';
import { CodedError } from '../../lib/coded-error';
import type { GivenBytes } from '../../gateways/files/contract';
import { CONVERTED } from './detect-type';
import { readPart } from './given-bytes';
import { loadSharp } from '../../lib/load-sharp';

const QUALITY = 86;
const THUMBNAIL_QUALITY = 72;

export type CleanImage = { readonly bytes: Buffer; readonly type: string; readonly thumbnail: Buffer };

/** Pictures of many people wait for one another: memory stays where it is. */
let turn: Promise<unknown> = Promise.resolve();

/** Upright, at most KEPT_IMAGE_SIDE on its longer side, without what cameras write beside it. `type`: of detectType. */
export function cleanImage(given: GivenBytes, type: string): Promise<CleanImage> {
  const mine = turn.then(
    () => draw(given, type),
    () => draw(given, type),
  );
  turn = mine;
  return mine;
}

async function draw(given: GivenBytes, type: string): Promise<CleanImage> {
  const sharp = await loadSharp();
  try {
    const source = sourceOf(given);
    const { width = 0, height = 0, pages = 1 } = await sharp(source, { failOn: 'error' }).metadata();
    // Of a moving picture every image counts.
    if (width * height * pages > MAX_IMAGE_PIXELS)
      throw new CodedError('file.tooManyPixels', { megapixels: MAX_IMAGE_PIXELS / 1_000_000 });
    const moves = pages > 1 && (type === 'image/gif' || type === 'image/webp');
    const opened = sharp(source, { failOn: 'error', limitInputPixels: MAX_IMAGE_PIXELS, animated: moves });
    const upright = moves ? opened : opened.rotate();
    const kept = upright.resize(KEPT_IMAGE_SIDE, KEPT_IMAGE_SIDE, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await written(kept, type).toBuffer({ resolveWithObject: true });
    return { bytes: data, type: `image/${info.format}`, thumbnail: await thumbnailOf(data) };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (/pixel limit/i.test(String(error)))
      throw new CodedError('file.tooManyPixels', { megapixels: MAX_IMAGE_PIXELS / 1_000_000 });
    // What cannot be read just now, or was taken away meanwhile, is not damaged: that would be said of it for good.
    await readPart(given, 0, 1);
    throw new CodedError(CONVERTED.includes(type) ? 'file.heicUnsupported' : 'file.damaged');
  }
}

/** A small WebP of the first image. */
export async function thumbnailOf(bytes: Uint8Array): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(bytes, { failOn: 'error', limitInputPixels: MAX_IMAGE_PIXELS })
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: THUMBNAIL_QUALITY })
    .toBuffer();
}

const sourceOf = (given: GivenBytes) => ('path' in given ? given.path : given);

function written(image: Sharp, type: string): Sharp {
  if (type === 'image/png') return image.png();
  if (type === 'image/webp') return image.webp({ quality: QUALITY });
  if (type === 'image/gif') return image.gif();
  // Better tables make it a twenty-fifth smaller; for them a whole photo lies in memory, and every thread keeps that.
  return image.flatten({ background: '#ffffff' }).jpeg({ quality: QUALITY, optimiseCoding: false });
}
