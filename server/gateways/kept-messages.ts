/** What a stand-in took, one file each, for people to look at. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type KeptMessages<T> = {
  /** Begins to write; `allWritten` waits for it. `atMs`: milliseconds since 1970; `id`: letters, digits, - and _. */
  keep(atMs: number, id: string, message: T): void;
  allWritten(): Promise<unknown>;
};

const KEPT_NAME = /^\d{13}-[\w-]+\.json$/;

export function keepMessages<T>(folder: string): KeptMessages<T> {
  const writing = new Set<Promise<void>>();
  return {
    keep(atMs, id, message) {
      const written: Promise<void> = write(folder, `${String(atMs).padStart(13, '0')}-${id}.json`, message).finally(
        () => writing.delete(written),
      );
      writing.add(written);
    },
    allWritten: () => Promise.all(writing),
  };
}

async function write(folder: string, name: string, message: unknown): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, name);
  await writeFile(`${file}.partial`, JSON.stringify(message), { mode: 0o600 });
  await rename(`${file}.partial`, file);
}

const namesIn = async (folder: string) =>
  (await readdir(folder).catch(() => [])).filter((name) => KEPT_NAME.test(name));

/** Newest first. */
export async function readKept<T>(folder: string, most: number): Promise<T[]> {
  const newest = (await namesIn(folder)).sort().reverse().slice(0, most);
  return Promise.all(newest.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as T));
}

/** Null: there is none of this id. */
export async function readOneKept<T>(folder: string, id: string): Promise<T | null> {
  const name = (await namesIn(folder)).find((one) => one.slice(14, -5) === id);
  return name === undefined ? null : (JSON.parse(await readFile(path.join(folder, name), 'utf8')) as T);
}
