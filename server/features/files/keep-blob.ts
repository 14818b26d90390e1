import { fileKindOf, MAX_FILE_BYTES } from '../../../sync/rules/file-types';
import type { Deps } from '../../deps';
import type { GivenBytes } from '../../gateways/files/contract';
import { CodedError } from '../../lib/coded-error';
import { recordBlob, type KeptBlob } from './blobs.store';
import { cleanImage } from './clean-image';
import { CONVERTED, detectType } from './detect-type';
import { hashGiven, sizeOfGiven } from './given-bytes';

/** What a picture's small one is kept under. */
export const thumbnailKey = (sha256: string) => `${sha256}.thumb`;

/**
 * Keeps bytes, each once, and says what they are: pictures as they were drawn anew, all else as it came. `name` decides
 * only where the bytes leave open what they are. Throws a CodedError (`file.…`) where the office does not keep them.
 */
export async function keepBlob(
  { pool, files, now }: Pick<Deps, 'pool' | 'files' | 'now'>,
  given: GivenBytes,
  name: string,
): Promise<KeptBlob> {
  const givenSize = await sizeOfGiven(given);
  if (givenSize === 0) throw new CodedError('file.empty');
  if (givenSize > MAX_FILE_BYTES)
    throw new CodedError('file.tooLarge', { megabytes: MAX_FILE_BYTES / 1024 / 1024 }, 413);
  const found = await detectType(given, name);
  const image = fileKindOf(found) === 'image' || CONVERTED.includes(found) ? await cleanImage(given, found) : null;
  const bytes = image?.bytes ?? given;
  const blob: KeptBlob = {
    sha256: await hashGiven(bytes),
    size: image?.bytes.length ?? givenSize,
    type: image?.type ?? found,
  };
  const ensure = async () => {
    if ((await files.sizeOf(blob.sha256)) !== blob.size) await files.put(blob.sha256, bytes);
    const small = image === null ? null : thumbnailKey(blob.sha256);
    if (image !== null && small !== null && (await files.sizeOf(small)) === null)
      await files.put(small, image.thumbnail);
  };
  // Before the transaction, which then finds them there and is short.
  await ensure();
  await recordBlob(pool, blob, new Date(now()).toISOString(), ensure);
  return blob;
}
