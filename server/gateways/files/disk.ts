/** A folder of this machine. A name stands for whole bytes or for nothing, whenever the machine stops. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../lib/make-folder';
import { FILE_KEY, type FileKey, type FileStore, type GivenBytes } from './contract';

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const FAN = /^[0-9a-f]{2}$/;

export function createDiskStore(folder: string): FileStore {
  const placeOf = (key: FileKey) => {
    if (!FILE_KEY.test(key)) throw new Error('no name of a kept file');
    return path.join(folder, key.slice(0, 2), key);
  };
  const sizeOf = async (key: FileKey) => {
    try {
      return (await stat(placeOf(key))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  return {
    name: 'disk',
    sizeOf,
    async put(key, bytes) {
      const place = placeOf(key);
      await makeFolder(path.dirname(place), 0o700);
      const unfinished = `${place}.${randomBytes(6).toString('hex')}.part`;
      try {
        await writeWhole(unfinished, bytes);
        await rename(unfinished, place);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      await syncFolder(path.dirname(place));
    },
    async read(key, range) {
      if ((await sizeOf(key)) === null) return null;
      return createReadStream(placeOf(key), range === undefined ? {} : { start: range.from, end: range.to });
    },
    remove: (key) => rm(placeOf(key), { force: true }),
    async *keys() {
      for (const fan of await namesIn(folder))
        if (FAN.test(fan))
          for (const name of await namesIn(path.join(folder, fan))) if (FILE_KEY.test(name)) yield name;
    },
    close: () => undefined,
  };
}

async function writeWhole(place: string, bytes: GivenBytes): Promise<void> {
  if ('path' in bytes) await copyFile(bytes.path, place);
  const file = await open(place, 'path' in bytes ? 'r+' : 'wx', 0o600);
  try {
    if (!('path' in bytes)) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** That the name itself is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
