import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hono } from 'hono';
import { rotateMacKey } from '../../features/consent/rotate-mac-key';
import { makeUnsubscribeLink } from '../../features/consent/unsubscribe-link';
import { BACK_WORDING_ID } from '../../i18n/public-words';
import { createMemoryJournal } from '../../db/journal';
import { createTestOffice, type Office } from '../../test/office';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { createHttpApp } from '../app';

const LONG_AGO = '2026-01-01T09:00:00.000Z';
let office: Office, out: Outgoing, app: Hono;
const journal = createMemoryJournal();
let count = 0;

beforeAll(async () => {
  office = await createTestOffice({ SAHA_ORIGIN: 'https://saha.example', SAHA_PUBLIC_ORIGIN: 'https://posta.example' });
  out = await outgoingOf({ ...office.deps, journal });
  app = createHttpApp(out.deps, { clientDir: '/nowhere' });
});
afterAll(() => office.close());

async function recipient() {
  const address = `alici${(count += 1)}@ornek.example`;
  await out.consent(address, 'given', LONG_AGO);
  const { rows } = await office.deps.pool.query<{ key: string }>(
    `SELECT encode(address_key($1), 'hex') AS key FROM office`,
    [address],
  );
  const link = await makeUnsubscribeLink(out.deps, { channel: 'email', addressKey: rows[0]!.key, language: 'tr' });
  return { address, key: rows[0]!.key, path: new URL(link).pathname };
}
async function obstacle(key: string, purpose = 'campaign'): Promise<string> {
  const { rows } = await office.deps.pool.query<{ reason: string }>(
    `SELECT delivery_obstacle($2, 'email', decode($1, 'hex'), NULL) AS reason`,
    [key, purpose],
  );
  return rows[0]!.reason;
}
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });

describe('the way out', () => {
  it('works by every form of POST, at once, without redirect or cookie', async () => {
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    for (const init of [
      form({ 'List-Unsubscribe': 'One-Click' }),
      { method: 'POST', body: multipart },
      { method: 'POST' },
      { method: 'POST', body: 'x', headers: { 'content-type': 'application/octet-stream' } },
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
    ]) {
      const { key, path } = await recipient();
      const answer = await app.request(path, init);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(await answer.text()).toContain('Listeden çıktınız');
      expect(await obstacle(key)).toBe('unsubscribed');
      // Appointments and people still reach them.
      expect(await obstacle(key, 'message')).toBe('');
    }
  });

  it('is not taken by looking: 7 ways of fetching, 100 links each', { timeout: 60_000 }, async () => {
    const keys: string[] = [];
    const ways: RequestInit[] = [
      {},
      { method: 'HEAD' },
      { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } },
      { method: 'OPTIONS' },
      { headers: { 'user-agent': 'scanner' } },
      { method: 'PUT' },
      { method: 'DELETE' },
    ];
    for (let at = 0; at < 100; at += 1) {
      const { key, path } = await recipient();
      keys.push(key);
      for (const way of ways) await app.request(path, way);
    }
    for (const key of keys) expect(await obstacle(key)).toBe('');
  });

  it('waits for a person while scanners come, and acts by itself afterwards', async () => {
    const { path } = await recipient();
    expect(await (await app.request(path)).text()).toContain('data-waits="yes"');
    office.clock.nowMs += 2 * 60_000 + 60_000;
    const text = await (await app.request(path)).text();
    expect(text).toContain('data-waits="no"');
    expect(text).toContain('<button>Listeden çıkın</button>');
    expect(text).toContain('<script src="/u/leave.js" defer></script>');
    const script = await app.request('/u/leave.js');
    expect(script.headers.get('content-type')).toContain('javascript');
  });

  it('is there when customer, mail and key are gone, years later', async () => {
    const { key, path } = await recipient();
    await rotateMacKey(out.deps);
    office.clock.nowMs += 3 * 365 * 24 * 3_600_000;
    expect((await app.request(path, { method: 'POST' })).status).toBe(200);
    expect(await obstacle(key)).toBe('unsubscribed');
    expect(journal.lines.filter((line) => line.kind === 'key')).toHaveLength(1);
    expect(journal.lines).toContainEqual(expect.objectContaining({ kind: 'suppression', addressKey: key }));
    expect(journal.lines).toContainEqual(expect.objectContaining({ kind: 'consent', addressKey: key, decision: 'withdrawn' }));
  });

  it('is said once however often it is clicked, and the way back is a fresh consent with its words', async () => {
    const { key, path } = await recipient();
    const said = async () =>
      (
        await office.deps.pool.query<{ decision: string; source: string; wording: string }>(
          `SELECT decision, source, wording FROM consents WHERE address_key = decode($1, 'hex') ORDER BY counts_at, id`,
          [key],
        )
      ).rows;
    for (let at = 0; at < 3; at += 1) await app.request(path, { method: 'POST' });
    expect((await said()).map(({ decision }) => decision)).toEqual(['given', 'withdrawn']);
    office.clock.nowMs += 60_000;
    const back = await app.request(path, form({ again: BACK_WORDING_ID }));
    expect(await back.text()).toContain('Yeniden listedesiniz');
    expect(await obstacle(key)).toBe('');
    expect((await said()).at(-1)).toEqual({
      decision: 'given',
      source: 'resubscribe_link',
      wording: 'Bu adrese tanıtım iletileri gönderilmesini kabul ediyorum.',
    });
    office.clock.nowMs += 60_000;
    await app.request(path, { method: 'POST' });
    expect(await obstacle(key)).toBe('unsubscribed');
  });

  it('shows on every card of the address', async () => {
    const { address, path } = await recipient();
    const { id } = await office.addMember();
    const customerId = office.deps.newId();
    await office.deps.pool.query(
      `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at) VALUES ($1, $2, 'fair', 'new', $3, $3, now())`,
      [customerId, address, id],
    );
    await app.request(path, { method: 'POST' });
    const { rows } = await office.deps.pool.query(
      `SELECT reach -> 'email' ->> 'reason' AS reason, marketing_consent AS consent,
         (SELECT count(*) FROM consents WHERE customer_id = c.id AND decision = 'withdrawn') AS said FROM customers c WHERE id = $1`,
      [customerId],
    );
    expect(rows).toEqual([{ reason: 'unsubscribed', consent: false, said: 1 }]);
  });

  it('tells a guess nothing, and slows it down without stopping anybody else', async () => {
    const good = await recipient();
    const guess = () => `/u/${randomBytes(59).toString('base64url')}`;
    const real = await (await app.request((await recipient()).path, { method: 'POST' })).text();
    const answers: number[] = [];
    for (let at = 0; at < 60; at += 1) {
      const answer = await app.request(guess(), { method: 'POST', headers: { 'accept-language': 'tr' } });
      answers.push(answer.status);
      if (answer.status === 200) expect(await answer.text()).toBe(real);
    }
    expect(answers.filter((status) => status === 200)).toHaveLength(30);
    expect(answers.at(-1)).toBe(429);
    expect((await app.request(good.path, { method: 'POST' })).status).toBe(200);
    expect(await obstacle(good.key)).toBe('unsubscribed');
  });

  it('cannot be made by changing one that is known', async () => {
    const { key, path } = await recipient();
    for (let at = 3; at < path.length; at += 1) {
      const letter = path[at] === 'A' ? 'B' : 'A';
      await app.request(`${path.slice(0, at)}${letter}${path.slice(at + 1)}`, { method: 'POST' });
    }
    expect(await obstacle(key)).toBe('');
  });

  it('is all there is on the host of recipients', async () => {
    const at = (path: string) => app.request(path, { headers: { host: 'posta.example' } });
    expect((await at('/trpc/auth.office')).status).toBe(404);
    expect((await at('/statusz')).status).toBe(404);
    expect((await at((await recipient()).path)).status).toBe(200);
  });

  it('takes small bodies only', async () => {
    const { path } = await recipient();
    const answer = await app.request(path, { method: 'POST', body: 'x'.repeat(20_000), headers: { 'content-length': '20000' } });
    expect(answer.status).toBe(413);
  });
});
