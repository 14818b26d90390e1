import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hono } from 'hono';
import { createMacKeys } from '../../features/consent/mac-keys';
import { rotateMacKey } from '../../features/consent/rotate-mac-key';
import { suppressAddress } from '../../features/consent/suppress-address';
import { makeUnsubscribeLink } from '../../features/consent/unsubscribe-link';
import { recordEmailEvent } from '../../features/deliveries/record-email-event';
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

  it('says whose list it is, stays there for who goes back, and is told from the link of a test', async () => {
    const { path } = await recipient();
    const office = '<p class="office">Saha</p>';
    expect(await (await app.request(path)).text()).toContain(office);
    const left = await app.request(path, form({}));
    expect(await left.text()).toContain(office);
    // With nothing kept a browser shows an error there.
    expect(left.headers.get('cache-control')).toBe('private, no-cache');
    const test = await app.request('/u/test', { headers: { 'accept-language': 'tr' } });
    expect([test.status, await test.text()]).toEqual([200, expect.stringContaining('Bu bir denemeydi')]);
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

  it('leads out of a yes that was read off a clock that ran ahead, and so does a manager’s block', async () => {
    const ahead = () => new Date(office.clock.nowMs + 6 * 3_600_000).toISOString();
    const [left, blocked] = [await recipient(), await recipient()];
    for (const { address } of [left, blocked]) await out.consent(address, 'given', ahead());
    expect(await (await app.request(left.path, { method: 'POST' })).text()).toContain('Listeden çıktınız');
    expect(await obstacle(left.key)).toBe('unsubscribed');
    await suppressAddress(out.deps, { memberId: null, ip: '' }, 'email', blocked.address);
    expect(await obstacle(blocked.key, 'message')).toBe('manual');
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

  it.each([
    ['complained', 'şikâyet geldi'],
    ['bounced', 'geri döndü'],
    ['manual', 'başka bir nedenle kapalı'],
  ])('has a way back that does not say yes where the address is %s', async (reason, words) => {
    const { key, path } = await recipient();
    await app.request(path, { method: 'POST' });
    await office.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) VALUES (decode($1, 'hex'), 'email', $2, $3)`,
      // A yes that is asked for afterwards lifts what a manager put up; what comes later it does not.
      [key, reason, new Date(office.clock.nowMs + (reason === 'manual' ? 3_600_000 : 0)).toISOString()],
    );
    office.clock.nowMs += 60_000;
    const text = await (await app.request(path, form({ again: BACK_WORDING_ID }))).text();
    expect(text).toContain('Bu adrese yazamıyoruz');
    expect(text).toContain(words);
    expect(text).not.toContain('Yeniden listedesiniz');
    expect(await obstacle(key)).toBe(reason);
    // Asked for again and again it is one yes.
    const said = async () =>
      (await office.deps.pool.query(`SELECT FROM consents WHERE address_key = decode($1, 'hex')`, [key])).rowCount;
    const before = await said();
    await app.request(path, form({ again: BACK_WORDING_ID }));
    expect(await said()).toBe(before);
  });

  it('shows on every card of the address', async () => {
    const { address, path } = await recipient();
    const { id } = await office.addMember();
    const customerId = office.deps.newId();
    await office.deps.pool.query(
      `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at)
        VALUES ($1, $2, 'fair', 'new', $3, $3, now())`,
      [customerId, address, id],
    );
    await app.request(path, { method: 'POST' });
    const { rows } = await office.deps.pool.query(
      `SELECT reach -> 'email' ->> 'reason' AS reason, marketing_consent AS consent,
         (SELECT count(*) FROM consents WHERE customer_id = c.id AND decision = 'withdrawn') AS said FROM customers c
           WHERE id = $1`,
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

  it('shows a guess the page of a real link, to the letter, whatever it claims', async () => {
    const fresh = createHttpApp(out.deps, { clientDir: '/nowhere' });
    const fetched = async (path: string, accept: string) => {
      const answer = await fresh.request(path, { headers: { 'accept-language': accept } });
      return `${answer.status} ${await answer.text()}`;
    };
    /** The MAC is the end of it. */
    const spoilt = (path: string) => `${path.slice(0, -4)}${path.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    for (const language of ['tr', 'en'] as const)
      for (const ageMs of [0, 10 * 60_000]) {
        const { key } = await recipient();
        const link = await makeUnsubscribeLink(out.deps, { channel: 'email', addressKey: key, language });
        const { pathname } = new URL(link);
        office.clock.nowMs += ageMs;
        const real = await fetched(pathname, 'de');
        expect(real).toContain(`<html lang="${language}">`);
        expect(real).toContain(`data-waits="${ageMs === 0 ? 'yes' : 'no'}"`);
        expect(await fetched(spoilt(pathname), 'de')).toBe(real);
      }
    // What cannot be a link says nothing of whoever reads it: their browser does.
    expect(await fetched('/u/olmayan', 'en-GB,en;q=0.9')).toContain('<html lang="en">');
  });

  it.each(['cut', 'with a stop behind it', 'with a slash behind it'])(
    'says that nobody was taken off where the link came %s',
    async (how) => {
      const fresh = createHttpApp(out.deps, { clientDir: '/nowhere' });
      const { key, path } = await recipient();
      const broken = how === 'cut' ? path.slice(0, -9) : `${path}${how.includes('slash') ? '/' : '.'}`;
      for (const method of how.includes('slash') ? ['GET'] : ['GET', 'POST']) {
        const answer = await fresh.request(broken, { method, headers: { 'accept-language': 'en' } });
        expect(answer.status).toBe(404);
        expect(await answer.text()).toContain('You are not off the list yet');
      }
      expect(await obstacle(key)).toBe('');
    },
  );

  it('says in the reader’s language that a body is too large', async () => {
    const { path } = await recipient();
    const body = 'x'.repeat(20_000);
    const post = (accept: string) =>
      app.request(path, { method: 'POST', body, headers: { 'content-length': '20000', 'accept-language': accept } });
    expect(await (await post('en')).text()).toContain('<html lang="en">');
    expect(await (await post('tr')).text()).toContain('<html lang="tr">');
  });

  it('is there while the people at work hold every connection of theirs', async () => {
    const { key, path } = await recipient();
    // A process that has not asked for the keys of links yet.
    const cold = { ...out.deps, macKeys: createMacKeys(office.deps.pool) };
    const fresh = createHttpApp(cold, { clientDir: '/nowhere' });
    const held = await Promise.all(Array.from({ length: 10 }, () => office.deps.pool.connect()));
    try {
      const answer = await Promise.race([
        Promise.resolve(fresh.request(path, { method: 'POST' })),
        new Promise<null>((resolve) => setTimeout(resolve, 5_000, null)),
      ]);
      expect(answer?.status).toBe(200);
    } finally {
      for (const client of held) client.release();
    }
    expect(await obstacle(key)).toBe('unsubscribed');
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
    const at = (path: string, host = 'posta.example') => app.request(path, { headers: { host } });
    for (const host of ['posta.example', 'Posta.Example', 'posta.example:443']) {
      expect((await at('/trpc/auth.office', host)).status).toBe(404);
      expect((await at('/statusz', host)).status).toBe(404);
    }
    expect((await at((await recipient()).path)).status).toBe(200);
  });

  it('takes small bodies only', async () => {
    const { path } = await recipient();
    const answer = await app.request(path, { method: 'POST', body: 'x'.repeat(20_000), headers: { 'content-length': '20000' } });
    expect(answer.status).toBe(413);
  });
});

describe('the mail by whose link somebody left', () => {
  /** One that has left, made when the office's clock stood at `atMs`; the path of its link. */
  async function mailed(address: string, atMs: number, more: { state?: string; purpose?: string } = {}) {
    office.clock.nowMs = atMs;
    const id = office.deps.newId();
    await office.deps.pool.query(
      `INSERT INTO deliveries (id, purpose, channel, basis, address_key, to_address, dedupe_key, state, sent_at,
        created_at)
       VALUES ($1::uuid, $2, 'email', 'consent', address_key($3), $3, $1::text, $4, $5::timestamptz, $5::timestamptz)`,
      [id, more.purpose ?? 'campaign', address, more.state ?? 'delivered', new Date(atMs + 20_000).toISOString()],
    );
    const { rows } = await office.deps.pool.query<{ key: string }>(`SELECT encode(address_key($1), 'hex') AS key`, [
      address,
    ]);
    const link = await makeUnsubscribeLink(out.deps, { channel: 'email', addressKey: rows[0]!.key, language: 'tr' });
    return { id, path: new URL(link).pathname };
  }
  const states = async (...mails: { id: string }[]) =>
    Promise.all(mails.map(async ({ id }) => (await out.stateOf(id)).state));
  const HOUR_MS = 3_600_000;

  it('says so, of two campaigns each its own, whichever is followed first and however often', async () => {
    const { address } = await recipient();
    const fromMs = office.clock.nowMs;
    const older = await mailed(address, fromMs);
    const newer = await mailed(address, fromMs + HOUR_MS, { state: 'sent' });
    const reminder = await mailed(address, fromMs + HOUR_MS, { purpose: 'reminder' });
    office.clock.nowMs += HOUR_MS;
    for (let at = 0; at < 3; at += 1) await app.request(newer.path, { method: 'POST' });
    expect(await states(older, newer, reminder)).toEqual(['delivered', 'unsubscribed', 'delivered']);
    // They are out; the other mail says that it was left too.
    await app.request(older.path, { method: 'POST' });
    expect(await states(older, newer, reminder)).toEqual(['unsubscribed', 'unsubscribed', 'delivered']);
  });

  it('is one of which the answer was lost, and none that never left', async () => {
    const { address } = await recipient();
    const fromMs = office.clock.nowMs;
    const lost = await mailed(address, fromMs, { state: 'unknown' });
    const waiting = await mailed(address, fromMs, { state: 'queued' });
    const called = await mailed(address, fromMs, { state: 'cancelled' });
    await app.request(lost.path, { method: 'POST' });
    expect(await states(lost, waiting, called)).toEqual(['unsubscribed', 'queued', 'cancelled']);
  });

  it('that somebody complained about says that', async () => {
    const { address, key } = await recipient();
    const mail = await mailed(address, office.clock.nowMs, { state: 'complained' });
    await app.request(mail.path, { method: 'POST' });
    expect(await states(mail)).toEqual(['complained']);
    expect(await obstacle(key)).toBe('unsubscribed');
  });

  it('does not stand in each other’s way with what its provider says at the same moment', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, async () => mailed((await recipient()).address, office.clock.nowMs, { state: 'sent' })),
    );
    const at = new Date(office.clock.nowMs).toISOString();
    await Promise.all(
      all.flatMap(({ id: deliveryId, path }) => [
        Promise.resolve(app.request(path, { method: 'POST' })).then(({ status }) => expect(status).toBe(200)),
        recordEmailEvent(out.deps, {
          deliveryId,
          providerId: deliveryId,
          kind: 'complained',
          isHard: false,
          isSuppressed: false,
          at,
        }),
      ]),
    );
    expect(new Set(await states(...all))).toEqual(new Set(['complained']));
  });
});
