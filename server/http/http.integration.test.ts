import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_SMALL_BODY_BYTES } from '../../sync/protocol/messages';
import { PROTOCOL_HEADER } from '../../sync/protocol/version';
import { createTestOffice, TEST_PASSWORD, type Office } from '../test/office';
import { createHttpApp } from './app';
import { archiveAssets } from './asset-archive';
import { serve } from './serve';
import { LARGE_CALLS } from './trpc-endpoint';

let office: Office;
let app: Hono;
let folder: string, clientDir: string;
let cookie = '';
let email = '';
const origin = 'http://localhost:3000';
const json = { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1', host: 'localhost:3000' };

const post = (procedure: string, body: BodyInit, headers: Record<string, string> = {}) =>
  app.request(`${origin}/trpc/${procedure}`, {
    method: 'POST',
    body,
    headers: { ...json, cookie, ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { data: { code: string } } }).error.data.code;

beforeAll(async () => {
  office = await createTestOffice();
  ({ email } = await office.addMember());
  folder = mkdtempSync(path.join(tmpdir(), 'saha-http-'));
  clientDir = path.join(folder, 'client');
  await mkdir(path.join(clientDir, 'assets'), { recursive: true });
  await writeFile(path.join(clientDir, 'index.html'), '<!doctype html><title>Saha</title>');
  await writeFile(path.join(clientDir, 'service-worker.js'), 'self.x = 1;');
  await writeFile(path.join(clientDir, 'manifest.webmanifest'), '{}');
  await writeFile(path.join(clientDir, 'countries.json'), '[]');
  await writeFile(
    path.join(clientDir, 'csp.json'),
    JSON.stringify({ scriptHashes: ["'sha256-AAAA'", "'unsafe-inline'", 7] }),
  );
  await writeFile(path.join(clientDir, 'assets', 'root-abc.js'), 'export {};'.repeat(400));
  await writeFile(path.join(clientDir, 'assets', 'root-abc.js.br'), 'small');
  app = createHttpApp(office.deps, { clientDir });
  const answer = await post('auth.signIn', JSON.stringify({ email, password: TEST_PASSWORD }));
  expect(answer.status).toBe(200);
  cookie = answer.headers.get('set-cookie')!.split(';', 1)[0]!;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await office.close();
});

/** What the office's own role may not do. */
async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: office.ownerUrl });
  await owner.connect();
  return work(owner).finally(() => owner.end());
}

describe('calls', () => {
  it('answer with what was asked for, never cached', async () => {
    const response = await app.request(`${origin}/trpc/auth.me`, { headers: { cookie } });
    expect(await response.json()).toMatchObject({ result: { data: { email } } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('refuse bodies that are too large, however they come', async () => {
    const large = 'x'.repeat(MAX_BODY_BYTES + 1);
    const drip = () =>
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode(large));
          stream.close();
        },
      });
    for (const [body, headers] of [
      [large, { 'content-length': String(large.length) }],
      [drip(), {}],
    ] as [BodyInit, Record<string, string>][]) {
      const response = await post('sync.push', body, headers);
      expect([response.status, await codeOf(response)]).toEqual([413, 'request.tooLarge']);
    }
  });

  it('take 64 kB where nothing large is meant, whoever asks and however it is written', async () => {
    const large = JSON.stringify({ email: 'a@b.c', password: 'x', more: 'x'.repeat(MAX_SMALL_BODY_BYTES) });
    const small = JSON.stringify({ email: 'a@b.c', password: 'x', more: 'x'.repeat(MAX_SMALL_BODY_BYTES - 100) });
    for (const procedure of [
      'auth.signIn',
      'sync.hello',
      'sync.push,auth.signIn?batch=1',
      'sync.push?batch=1',
      'sync.push/',
    ]) {
      const response = await post(procedure, large, { cookie: '' });
      expect([procedure, response.status, await codeOf(response)]).toEqual([procedure, 413, 'request.tooLarge']);
    }
    expect(await codeOf(await post('auth.signIn', small, { cookie: '' }))).toBe('auth.wrongCredentials');
    // Who may send much is asked first who they are; where that is stands in the protocol.
    const protocol = await readFile('sync/README.md', 'utf8');
    for (const procedure of LARGE_CALLS) {
      const code = await codeOf(await post(procedure, large, { cookie: '' }));
      expect([procedure, code]).toEqual([procedure, 'auth.required']);
      expect(protocol).toContain(`\`${procedure}\``);
    }
  });

  it('take ten calls in a request, and those with many documents alone', async () => {
    const batch = (calls: string[]) =>
      app.request(`${origin}/trpc/${calls.join(',')}?batch=1`, { headers: { cookie } });
    expect((await batch(Array.from({ length: 10 }, () => 'auth.me'))).status).toBe(200);
    expect((await batch(Array.from({ length: 11 }, () => 'auth.me'))).status).toBe(400);
    for (const lone of ['sync.pull', 'sync.digest', 'sync.digestOf', 'sync%2Epull'])
      expect([lone, (await batch(['auth.me', lone])).status]).toEqual([lone, 413]);
  });

  it('look at the shape before they look at what is in it, and never at more than there may be', async () => {
    const zeros = `[${'0,'.repeat(3_000_000)}0]`;
    const unit = (values: string) =>
      `{"collection":"customers","deviceId":"00000001","sentAtMs":1,"rows":[{"id":"ab","seen":0,"patch":{"a":{"seq":1,"stamp":"${'0'.repeat(24)}","base":"","values":${values}}}}]}`;
    for (const body of [
      zeros,
      `{"rows":${zeros}}`,
      `{"collection":"customers","deviceId":"00000001","sentAtMs":1,"rows":${zeros}}`,
      unit(`{"a":${zeros}}`),
      unit(`{${Array.from({ length: 400_000 }, (_, at) => `"${at.toString(36)}":0`).join()}}`),
      unit(`{${Array.from({ length: 21 }, (_, at) => `"a${at}":0`).join()}}`),
    ]) {
      const response = await post('sync.push', body, { 'content-length': String(body.length) });
      expect([body.slice(0, 80), response.status >= 400 && response.status < 500]).toEqual([body.slice(0, 80), true]);
    }
    const nodes = await post(
      'auth.signIn',
      JSON.stringify({ email: 'a@b.c', password: 'x', more: Array(5_000).fill(0) }),
    );
    expect(await codeOf(nodes)).toBe('auth.wrongCredentials');
  });

  it('hear out who asks too long a question, so that the answer arrives', async () => {
    const server = await serve(app, { port: 0, host: '127.0.0.1' });
    try {
      const answer = await new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
        socket.write(`GET /trpc/sync.count?input=${'x'.repeat(30_000)}`);
        // Somebody who is still writing when the answer comes: a closed connection would answer with a reset.
        socket.on('end', () => {
          const more = setInterval(() => void socket.write('x'.repeat(30_000)), 50);
          setTimeout(() => {
            clearInterval(more);
            socket.end();
          }, 300);
        });
        socket
          .on('data', (chunk: Buffer) => {
            text += chunk.toString();
          })
          .on('error', reject)
          .on('close', () => resolve(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    } finally {
      await server.stop();
    }
  });

  it('hear out who sends too much, so that the answer arrives', async () => {
    const server = await serve(app, { port: 0, host: '127.0.0.1' });
    const half = Buffer.alloc(MAX_BODY_BYTES / 2 + 1, 0x20);
    try {
      for (const [type, code] of [
        ['application/json', 'request.tooLarge'],
        ['text/plain', 'request.invalid'],
      ] as const) {
        const answer = await new Promise<string>((resolve, reject) => {
          let text = '';
          const socket = net.connect(server.port, '127.0.0.1', () => {
            socket.write(
              `POST /trpc/sync.push HTTP/1.1\r\nhost: localhost:3000\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${2 * half.length}\r\n\r\n`,
            );
            socket.write(half);
            setTimeout(() => socket.end(half), 300);
          });
          socket
            .on('data', (chunk: Buffer) => {
              text += chunk.toString();
            })
            .on('error', reject)
            .on('close', () => resolve(text));
        });
        expect(answer).toContain(`"code":"${code}"`);
      }
    } finally {
      await server.stop();
    }
  });

  it('answer anything malformed with a code, and never with a stack or SQL', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const bodies = [
      '{',
      '',
      'null',
      '[]',
      '7',
      '"x"',
      '{"__proto__":{"polluted":1}}',
      deep,
      JSON.stringify({ collection: 'members', rows: [] }),
      JSON.stringify({ collection: 'customers', deviceId: '0000000z', sentAtMs: 0, rows: [] }),
      JSON.stringify({
        collection: "customers'; DROP TABLE customers; --",
        deviceId: '00000001',
        sentAtMs: 0,
        rows: [{}],
      }),
      `{"collection":"customers","deviceId":"00000001","sentAtMs":1,"rows":[{"id":"ab","seen":0,"patch":{"a":{"seq":1,"stamp":"${'0'.repeat(24)}","base":"","values":${deep}}}}]}`,
    ];
    for (const body of bodies) {
      const response = await post('sync.push', body);
      const text = await response.text();
      expect([response.status, text]).toEqual([400, expect.stringContaining('"request.invalid"')]);
      expect(text).not.toMatch(/stack|node_modules|SELECT|at \w+ \(/);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('refuse pages of others: by fetch metadata, by origin, as a form, as plain text', async () => {
    const elsewhere: [Record<string, string>, number, string][] = [
      [{ 'sec-fetch-site': 'cross-site' }, 403, 'request.crossSite'],
      [{ 'sec-fetch-site': 'same-site' }, 403, 'request.crossSite'],
      [{ origin: 'https://evil.example' }, 403, 'request.crossSite'],
      [{ origin: 'null' }, 403, 'request.crossSite'],
      [{ origin: 'http://localhost:3001' }, 403, 'request.crossSite'],
      [{ origin: 'https://evil.example', 'content-type': 'multipart/form-data; boundary=x' }, 403, 'request.crossSite'],
      [{ 'content-type': 'multipart/form-data; boundary=x' }, 415, 'request.invalid'],
      [{ 'content-type': 'application/x-www-form-urlencoded' }, 415, 'request.invalid'],
      [{ 'content-type': 'text/plain' }, 415, 'request.invalid'],
    ];
    for (const [headers, status, code] of elsewhere) {
      const response = await post('auth.revokeOtherSessions', '{}', headers);
      expect([headers, response.status, await codeOf(response)]).toEqual([headers, status, code]);
    }
    const methods = await Promise.all(
      ['GET', 'PUT', 'DELETE'].map(async (method) =>
        app.request(`${origin}/trpc/auth.signOut`, { method, headers: { cookie } }),
      ),
    );
    expect(methods.every(({ status }) => status >= 400 && status < 500)).toBe(true);
    expect((await app.request(`${origin}/trpc/auth.me`, { headers: { cookie } })).status).toBe(200);
    for (const headers of [
      { origin },
      { origin: 'http://192.168.1.5:3000', host: '192.168.1.5:3000' },
      { 'sec-fetch-site': 'same-origin', origin },
    ] as Record<string, string>[]) {
      expect((await post('auth.revokeOtherSessions', '{}', headers)).status).toBe(200);
    }
  });

  it('tell an old build to update, and unknown callers to sign in', async () => {
    const input = encodeURIComponent(JSON.stringify({ collection: 'customers' }));
    const old = await app.request(`${origin}/trpc/sync.count?input=${input}`, { headers: { cookie } });
    expect([old.status, await codeOf(old)]).toEqual([426, 'sync.updateNeeded']);
    const nobody = await app.request(`${origin}/trpc/sync.count?input=${input}`, {
      headers: { [PROTOCOL_HEADER]: '1', cookie: 'saha_session=x' },
    });
    expect([nobody.status, await codeOf(nobody)]).toEqual([401, 'auth.required']);
    expect((await app.request(`${origin}/trpc/no.such`, { headers: { cookie } })).status).toBe(404);
  });
});

describe('files', () => {
  const get = (place: string, headers: Record<string, string> = {}) => app.request(`${origin}${place}`, { headers });
  const navigation = { 'sec-fetch-mode': 'navigate', accept: 'text/html' };

  it('are the shell for every page, asked for each time, with the policy of this build', async () => {
    for (const place of [
      '/',
      '/index.html',
      '/customers',
      '/customers/01943a32-df00-769f-9a9e-d7aad84d1a78',
      '/takvim/2026-11-22',
    ]) {
      const response = await get(place, navigation);
      expect([place, response.status, await response.text()]).toEqual([
        place,
        200,
        '<!doctype html><title>Saha</title>',
      ]);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self' 'sha256-AAAA';");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const tag = (await get('/', navigation)).headers.get('etag')!;
    expect((await get('/', { ...navigation, 'if-none-match': tag })).status).toBe(304);
  });

  it('follow a build that is put in place while the office is open', async () => {
    const policy = async () => (await get('/', navigation)).headers.get('content-security-policy');
    const file = path.join(clientDir, 'csp.json'),
      before = await readFile(file, 'utf8');
    expect(await policy()).toContain("script-src 'self' 'sha256-AAAA';");
    await writeFile(file, JSON.stringify({ scriptHashes: ["'sha256-BBBB'"] }));
    await utimes(file, new Date(), new Date(Date.now() + 2_000));
    expect(await policy()).toContain("script-src 'self' 'sha256-BBBB';");
    await writeFile(file, before);
    expect(await policy()).toContain("script-src 'self' 'sha256-AAAA';");
  });

  it('are never the shell where a file was meant', async () => {
    for (const place of [
      '/assets/gone-123.js',
      '/assets/',
      '/missing.js',
      '/sw.js',
      '/trpc',
      '/trpc/',
      '/files/x',
      '/csp.json',
      '/../server/main.ts',
      '/%2e%2e/package.json',
      '/.vite/manifest.json',
    ]) {
      const response = await get(place, navigation);
      expect([
        place,
        response.status >= 400 && response.status < 500,
        (await response.text()).includes('<title>'),
      ]).toEqual([place, true, false]);
    }
    expect((await get('/customers', { 'sec-fetch-mode': 'cors', accept: '*/*' })).status).toBe(404);
  });

  it('are kept for ever when their name says what they are', async () => {
    const chunk = await get('/assets/root-abc.js', { 'accept-encoding': 'gzip, br' });
    expect([chunk.headers.get('cache-control'), chunk.headers.get('content-encoding'), await chunk.text()]).toEqual([
      'public, max-age=31536000, immutable',
      'br',
      'small',
    ]);
    expect(chunk.headers.get('content-type')).toContain('javascript');
    for (const place of ['/service-worker.js', '/manifest.webmanifest', '/countries.json'])
      expect((await get(place)).headers.get('cache-control')).toBe('no-cache');
  });

  it('of the two builds before stay served', async () => {
    const [assets, archive] = [path.join(folder, 'built'), path.join(folder, 'archive')];
    await mkdir(assets);
    let previous: string[] = [];
    for (const build of ['one', 'two', 'three', 'four']) {
      rmSync(assets, { recursive: true });
      await mkdir(assets);
      await writeFile(path.join(assets, `chunk-${build}.js`), build);
      previous = await archiveAssets(assets, archive);
      expect(await archiveAssets(assets, archive)).toEqual(previous);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
    const later = createHttpApp(office.deps, { clientDir, previousAssets: previous });
    const served = await Promise.all(
      ['one', 'two', 'three'].map(async (build) => (await later.request(`${origin}/assets/chunk-${build}.js`)).status),
    );
    expect(served).toEqual([404, 200, 200]);
  });
});

describe('health', () => {
  it('is ready only with its database, all migrations, and not while stopping', async () => {
    const ready = async (of: Hono) => {
      const response = await of.request(`${origin}/readyz`);
      return [response.status, await response.json()] as const;
    };
    expect(await ready(app)).toEqual([200, { status: 'ready', database: true, migrations: true, accepting: true }]);
    expect((await ready(createHttpApp(office.deps, { clientDir, isStopping: () => true })))[0]).toBe(503);
    await asOwner((owner) =>
      owner.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%feed_and_jobs'`),
    );
    expect(await ready(app)).toMatchObject([503, { database: true, migrations: false }]);
    await asOwner((owner) =>
      owner.query('UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL'),
    );

    const lost = await createTestOffice();
    const orphan = createHttpApp(lost.deps, { clientDir });
    await lost.close();
    expect(await ready(orphan)).toMatchObject([503, { database: false }]);
    expect((await orphan.request(`${origin}/healthz`)).status).toBe(200);
  });
});

describe('stopping', () => {
  it('lets running requests end, cuts streams and frees the port', async () => {
    const server = await serve(app, { port: 0, host: '127.0.0.1' });
    const base = `http://127.0.0.1:${server.port}`;
    const stream = await fetch(`${base}/trpc/sync.stream`, { headers: { cookie, accept: 'text/event-stream' } });
    const reader = stream.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('event: connected');
    const { running, stopped } = await asOwner(async (owner) => {
      await owner.query('BEGIN');
      await owner.query('LOCK TABLE _prisma_migrations');
      const asked = fetch(`${base}/readyz`);
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      const ending = server.stop();
      await owner.query('COMMIT');
      return { running: asked, stopped: ending };
    });
    expect((await running).status).toBe(200);
    await stopped;
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow();
    await expect(fetch(`${base}/healthz`)).rejects.toThrow();
    const again = await serve(app, { port: server.port, host: '127.0.0.1' });
    await expect(serve(app, { port: server.port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await again.stop();
  });
});
