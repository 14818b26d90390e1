import type { Readable } from 'node:stream';
import { FILE_TYPES, fileKindOf } from '../../../sync/rules/file-types';
import { nameWithEnding } from '../../../sync/rules/file-name';
import type { Deps } from '../../deps';
import type { ByteRange } from '../../gateways/files/contract';
import { maySeeCustomer, type Viewer } from '../customers/may-see-customer';
import { thumbnailOf } from './clean-image';
import { fileForReading } from './files.store';
import { thumbnailKey } from './keep-blob';
import { noteMissing } from './note-missing';

export type ReadableFile = {
  readonly name: string;
  readonly type: string;
  /** Of the whole, in bytes. */
  readonly size: number;
  /** Null: the bytes went between the question and the reading. */
  readonly open: (range?: ByteRange) => Promise<Readable | null>;
};

/**
 * The bytes of a file, for somebody who sees its customer at this moment. Null for all others, where there is none, and
 * where its bytes are not there. `small`: the little picture of one.
 */
export async function readFile(
  deps: Pick<Deps, 'pool' | 'files' | 'writeAsOffice'>,
  viewer: Viewer,
  id: string,
  small = false,
): Promise<ReadableFile | null> {
  const { pool, files } = deps;
  const file = await fileForReading(pool, id);
  if (file === null || file.blob === null) return null;
  const maySee =
    file.isOffered || (file.customer === null ? viewer.role === 'admin' : maySeeCustomer(viewer, file.customer));
  if (!maySee || (small && fileKindOf(file.type) !== 'image')) return null;
  const key = small ? thumbnailKey(file.blob) : file.blob;
  const size = (await files.sizeOf(key)) ?? (small ? await drawAgain(files, file.blob, key) : null);
  if (size === null) {
    // Whoever opened it is told; so that the lists say it too, it stands on the file from now on.
    await noteMissing(deps, file.blob, false, 'link:file');
    return null;
  }
  const name = nameWithEnding(file.name, FILE_TYPES[file.type]?.endings ?? []);
  return { name, type: small ? 'image/webp' : file.type, size, open: (range) => files.read(key, range) };
}

/** A backup may have been taken without the little ones. */
async function drawAgain(files: Deps['files'], blob: string, key: string): Promise<number | null> {
  const whole = await files.read(blob);
  if (whole === null) return null;
  const bytes = await thumbnailOf(Buffer.concat(await whole.toArray()));
  await files.put(key, bytes);
  return bytes.length;
}
