/** What this process keeps bytes with: a folder beside the database, or the bucket it was given. */
import { createDiskStore } from './disk';
import { createS3Store, type S3Settings } from './s3';
import type { FileStore } from './contract';

export type FileSettings =
  | { readonly place: 'disk'; readonly folder: string }
  | ({ readonly place: 's3' } & S3Settings);

export function openFiles(settings: FileSettings): FileStore {
  return settings.place === 'disk' ? createDiskStore(settings.folder) : createS3Store(settings);
}
