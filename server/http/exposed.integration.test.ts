/** What anybody can do to an office that stands in the net: whose request it is, what it is told, how long it waits. */
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_HEADER } from '../../sync/protocol/version';
import { parseConfig } from '../config';
import { createPool } from '../db/pool';
import { closeDeps, createDeps } from '../deps';
import { createLogger } from '../lib/logger';
import { createRefusalLog } from '../lib/refusal-log';
import { createTestOffice, TestBrowser, type Office } from '../test/office';
import { createHttpApp } from './app';
import { serve } from './serve';

let office: Office;
let agent: TestBrowser;
beforeAll(async () => {
  office = await createTestOffice();
  agent = new TestBrowser(office.deps);
  await agent.signIn((await office.addMember()).email);
});
afterAll(() => office.close());

const headersOf = (more: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  [PROTOCOL_HEADER]: '1',
  ...more,
});
const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { data: { code: string } } }).error.data.code;

/** Signs in on `app` over a socket, as `forwarded` says, and tells the address that stands in the audit. */
async function auditedAddress(env: Record<string, string>, forwarded: string): Promise<string> {
  const { email } = await office.addMember();
  const deps = { ...office.deps, config: parseConfig(env, '/nowhere') };
  const server = await serve(createHttpApp(deps, { clientDir: '/nowhere' }), { port: 0, host: '127.0.0.1' });
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/trpc/auth.signIn`, {
      method: 'POST',
      body: JSON.stringify({ email, password: 'bir-deniz-feneri' }),
      headers: headersOf({ 'x-forwarded-for': forwarded }),
    });
    expect([forwarded.slice(0, 40), answer.status]).toEqual([forwarded.slice(0, 40), 200]);
  } finally {
    await server.stop();
  }
  const { rows } = await office.deps.pool.query<{ ip: string }>(
    `SELECT e.ip FROM audit_events e JOIN members m ON m.id = e.member_id WHERE m.email = $1
      AND e.action = 'auth.signedIn'`,
    [email],
  );
  return rows[0]!.ip;
}

describe('the address of a caller', () => {
  it.each([
    [{}, '203.0.113.7', '127.0.0.1'],
    [{ SAHA_ORIGIN: 'https://saha.example' }, '203.0.113.7', '127.0.0.1'],
    [{ SAHA_TRUSTED_PROXIES: '127.0.0.0/8' }, '198.51.100.9, 203.0.113.7:4431', '203.0.113.7'],
    [{ SAHA_TRUSTED_PROXIES: '2' }, '198.51.100.9, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    [{ SAHA_TRUSTED_PROXIES: '1' }, 'x'.repeat(3_000), '127.0.0.1'],
    [{ SAHA_TRUSTED_PROXIES: '10.0.0.0/8' }, '203.0.113.7', '127.0.0.1'],
  ] as [Record<string, string>, string, string][])('with %j and %s is %s in the audit', async (env, forwarded, ip) => {
    expect(await auditedAddress(env, forwarded)).toBe(ip);
  });
});

describe('the name of the office', () => {
  it('is asked for, or an address; whether it lives is told to anybody', async () => {
    const deps = { ...office.deps, config: parseConfig({ SAHA_ORIGIN: 'https://saha.example' }, '/nowhere') };
    const app = createHttpApp(deps, { clientDir: '/nowhere' });
    const ask = async (path: string, host: string) => app.request(path, { headers: { host } });
    for (const path of ['/trpc/auth.office', '/', '/statusz', '/assets/x.js']) {
      const answer = await ask(path, 'evil.example');
      expect([path, answer.status, await codeOf(answer)]).toEqual([path, 421, 'request.wrongHost']);
    }
    for (const host of ['saha.example', '192.168.1.5:3000', 'localhost:3000'])
      expect([host, (await ask('/trpc/auth.office', host)).status]).toEqual([host, 200]);
    expect((await ask('/healthz', 'evil.example')).status).toBe(200);
  });
});

describe('refusals', () => {
  it('leave a line with route, code, member and address, and nothing of what was sent', async () => {
    const lines: Record<string, unknown>[] = [];
    const refusals = createRefusalLog({ info: (facts: object) => void lines.push({ ...facts }) } as never);
    const app = createHttpApp({ ...office.deps, refusals }, { clientDir: '/nowhere' });
    const cookie = agent.cookieHeader;
    const { memberId } = await (await agent.request()).auth.me();
    const secret = 'gizli-söz';
    const post = (path: string, headers: Record<string, string>) =>
      app.request(`/trpc/${path}`, {
        method: 'POST',
        body: JSON.stringify({ name: secret }),
        headers: headersOf(headers),
      });
    await app.request('/trpc/members.teams', { headers: headersOf({ cookie }) });
    await post('auth.signOut', { cookie, origin: 'https://evil.example' });
    await post(`${encodeURIComponent(secret)}.x`, { cookie });
    await app.request(`/statusz?q=${secret}`, { headers: { cookie } });
    await app.request('/', { headers: { host: `${'x'.repeat(50)}.example` } });
    await post('auth.signIn', { cookie: '' });
    expect(lines).toEqual([
      { action: 'request.refused', route: '/trpc/members.teams', code: 'auth.forbidden', memberId, ip: '' },
      expect.objectContaining({ code: 'request.crossSite', ip: '' }),
      expect.objectContaining({ route: '/trpc/*', code: 'request.unknown', memberId }),
      { action: 'request.refused', route: '/statusz', code: 'auth.forbidden', memberId, ip: '' },
      expect.objectContaining({ code: 'request.wrongHost' }),
      expect.objectContaining({ route: '/trpc/auth.signIn', code: 'request.invalid' }),
    ]);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });
});

describe('an office without its database', () => {
  it('answers 503 to whoever signs in or asks, and says that it is not ready', async () => {
    const pool = createPool({
      databaseUrl: 'postgresql://nobody:x@127.0.0.1:1/none',
      maxConnections: 2,
      onError: () => undefined,
    });
    const deps = createDeps({ config: parseConfig({}, '/nowhere'), pool, log: createLogger('silent') });
    try {
      const app = createHttpApp(deps, { clientDir: '/nowhere' });
      const cookie = `saha_session=${'A'.repeat(43)}`;
      const signIn = (more: Record<string, string>) =>
        app.request('/trpc/auth.signIn', {
          method: 'POST',
          body: JSON.stringify({ email: 'a@b.c', password: 'bir-deniz-feneri' }),
          headers: headersOf(more),
        });
      for (const answer of [
        await signIn({}),
        await signIn({ cookie }),
        await app.request('/trpc/auth.office', { headers: headersOf() }),
        await app.request('/trpc/auth.me', { headers: headersOf({ cookie }) }),
        await app.request('/statusz', { headers: { cookie } }),
      ])
        expect([answer.status, await codeOf(answer)]).toEqual([503, 'server.unavailable']);
      expect(await (await app.request('/readyz')).json()).toMatchObject({ status: 'not ready', database: false });
      expect((await app.request('/healthz')).status).toBe(200);
    } finally {
      await closeDeps(deps);
      await pool.end();
    }
  });
});

describe('connections', () => {
  const limits = { connections: 3, headersMs: 300, requestMs: 600, checkMs: 50 };
  /** What comes back until the other side ends it. */
  const speak = (port: number, text: string) =>
    new Promise<string>((resolve) => {
      let said = '';
      const socket = net.connect(port, '127.0.0.1', () => void socket.write(text));
      socket.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(said));
    });

  it('end when lines or bodies do not come, and are as many as there may be', async () => {
    const app = createHttpApp(office.deps, { clientDir: '/nowhere' });
    const server = await serve(app, { port: 0, host: '127.0.0.1' }, limits);
    try {
      expect(await speak(server.port, 'GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ')).toContain('408');
      const half = `POST /trpc/auth.signIn HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"email"`;
      expect(await speak(server.port, half)).toContain('408');
      const waiting = Array.from({ length: 3 }, () => speak(server.port, half));
      // The fourth at the same time is turned away without a word.
      expect(await speak(server.port, half)).toBe('');
      await Promise.all(waiting);
      expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
    } finally {
      await server.stop();
    }
  });
});
