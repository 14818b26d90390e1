/** One suite for whoever keeps our bytes: memory, a folder, and the real client against something that speaks S3. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileStore } from './contract';
import { createDiskStore } from './disk';
import { createMemoryStore } from './memory';
import { createS3Store } from './s3';
import { startStandInS3 } from './stand-in';

const key = () => randomBytes(32).toString('hex');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Opened = { store: FileStore; close: () => Promise<void> };
const openings: Readonly<Record<string, () => Promise<Opened>>> = {
  'in memory': () => Promise.resolve({ store: createMemoryStore(), close: () => Promise.resolve() }),
  'on disk': () =>
    Promise.resolve({ store: createDiskStore(path.join(folder, 'disk')), close: () => Promise.resolve() }),
  'over S3’s protocol': async () => {
    const server = await startStandInS3();
    const store = createS3Store({
      bucket: 'saha-files',
      prefix: 'office/',
      region: 'eu-central-1',
      endpoint: server.endpoint,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    return {
      store,
      close: async () => {
        store.close();
        await server.stop();
      },
    };
  },
};

describe.each(Object.entries(openings))('%s', (_, open) => {
  let store: FileStore;
  let close: Opened['close'];
  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());
  const read = async (name: string, range?: { from: number; to: number }) => {
    const stream = await store.read(name, range);
    return stream === null ? null : Buffer.concat(await stream.toArray());
  };

  it('gives back what it was given, whole and in part, however often it is given', async () => {
    const [name, bytes] = [key(), randomBytes(100_000)];
    await store.put(name, bytes);
    await store.put(name, bytes);
    expect(await store.sizeOf(name)).toBe(100_000);
    expect((await read(name))?.equals(bytes)).toBe(true);
    expect((await read(name, { from: 10, to: 19 }))?.equals(bytes.subarray(10, 20))).toBe(true);
  });

  it('takes a file of this machine and leaves it where it is', async () => {
    const [name, bytes, place] = [key(), randomBytes(3_000), path.join(folder, key())];
    await writeFile(place, bytes);
    await store.put(name, { path: place });
    expect((await read(name))?.equals(bytes)).toBe(true);
    expect(await readdir(folder)).toContain(path.basename(place));
  });

  it('knows nothing of what is not there, and removes it without a word', async () => {
    expect(await store.sizeOf(key())).toBeNull();
    expect(await read(key())).toBeNull();
    await store.remove(key());
  });

  it('names what it has, and forgets what was removed', async () => {
    const name = key();
    await store.put(name, Buffer.from('a'));
    await store.put(`${name}.thumb`, Buffer.from('b'));
    const names = async () => {
      const found: string[] = [];
      for await (const each of store.keys()) found.push(each);
      return found;
    };
    expect(await names()).toEqual(expect.arrayContaining([name, `${name}.thumb`]));
    await store.remove(name);
    expect(await store.sizeOf(name)).toBeNull();
    expect(await names()).not.toContain(name);
  });

  it.each(['../../etc/passwd', 'a', `${'a'.repeat(64)}/x`, `${'a'.repeat(64)}.THUMB`])(
    'takes no name that is none: %s',
    async (name) => {
      await expect(Promise.resolve().then(() => store.put(name, Buffer.from('a')))).rejects.toThrow('no name');
      await expect(Promise.resolve().then(() => store.read(name))).rejects.toThrow('no name');
    },
  );
});

it('leaves nothing half written in the folder where writing fails', async () => {
  const place = path.join(folder, 'failing');
  const store = createDiskStore(place);
  const name = key();
  await expect(store.put(name, { path: path.join(folder, 'not-there') })).rejects.toThrow();
  expect(await store.sizeOf(name)).toBeNull();
  expect(await readdir(path.join(place, name.slice(0, 2)))).toEqual([]);
});

// Nobody ended it: the job that waited never ran again, and no mail with a file or without one left any more.
describe('a bucket that falls silent', () => {
  const WAITED_TOO_LONG_MS = 20_000;
  async function silentBucket(listener: RequestListener) {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const store = createS3Store(
      {
        bucket: 'saha-files',
        prefix: '',
        region: 'eu-central-1',
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      },
      { answerMs: 200, takenMs: 2_000, silenceMs: 300 },
    );
    const close = () => {
      store.close();
      server.close();
      server.closeAllConnections();
    };
    return { store, close };
  }
  const soon = async (work: Promise<unknown>) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(() => resolve('still waiting'), WAITED_TOO_LONG_MS)));
    const ended = await Promise.race([work.then(String, ({ name }: Error) => name), late]);
    clearTimeout(timer);
    return ended;
  };

  it('before it answers is given up', async () => {
    const { store, close } = await silentBucket(() => undefined);
    expect(await soon(store.sizeOf(key()))).toBe('TimeoutError');
    expect(await soon(store.read(key()))).toBe('TimeoutError');
    close();
  });

  it('in the middle of the bytes is given up', async () => {
    const { store, close } = await silentBucket((_, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 });
      response.write('the first of them');
    });
    const bytes = await store.read(key());
    expect(await soon(bytes!.toArray())).toBe('TimeoutError');
    close();
  });

  it('may take its time over what it is given', async () => {
    const { store, close } = await silentBucket((request, response) => {
      request.resume();
      // Longer than any other answer may take, and not silent.
      const hints = setInterval(() => response.writeProcessing(), 100);
      setTimeout(() => {
        clearInterval(hints);
        response.writeHead(200, { ETag: '"0"' }).end();
      }, 600);
    });
    expect(await soon(store.put(key(), Buffer.from('a')))).toBe('undefined');
    close();
  });
});
