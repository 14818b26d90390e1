/** The twin in memory, for tests. */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FILE_KEY, type FileStore } from './contract';

export function createMemoryStore(): FileStore {
  const kept = new Map<string, Buffer>();
  const checked = (key: string) => {
    if (!FILE_KEY.test(key)) throw new Error('no name of a kept file');
    return key;
  };
  return {
    name: 'memory',
    sizeOf: async (key) => kept.get(checked(key))?.length ?? null,
    async put(key, bytes) {
      kept.set(checked(key), 'path' in bytes ? await readFile(bytes.path) : Buffer.from(bytes));
    },
    async read(key, range) {
      const bytes = kept.get(checked(key));
      if (bytes === undefined) return null;
      return Readable.from([range === undefined ? bytes : bytes.subarray(range.from, range.to + 1)]);
    },
    async remove(key) {
      kept.delete(checked(key));
    },
    async *keys() {
      yield* [...kept.keys()];
    },
    close: () => undefined,
  };
}
