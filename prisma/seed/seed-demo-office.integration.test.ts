import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../server/db/in-transaction';
import { createPasswordHasher } from '../../server/features/auth/hash-password';
import { detectType } from '../../server/features/files/detect-type';

import { createMemoryStore } from '../../server/gateways/files/memory';
import { createTestDatabase, type TestDatabase } from '../../server/test/database';
import { makeStamp, SERVER_DEVICE_ID, stampMs } from '../../sync/rules/stamp';
import { COUNTRIES } from '../countries/countries';
import { DEMO_PASSWORD } from './demo-people';
import { growDemoOffice, seedDemoOffice } from './seed-demo-office';
import { writeCountries } from './write-countries';

const nowMs = Date.parse('2026-11-24T09:00:00.000Z');
const hashPassword = (password: string) => createPasswordHasher().hash(password);
const files = createMemoryStore();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function one<T>(sql: string): Promise<T> {
  return (await database.pool.query(sql)).rows[0] as T;
}

describe('seeding', () => {
  it('writes the countries once, whoever starts beside it, and later only what differs', async () => {
    const together = Array.from({ length: 4 }, () => inTransaction(database.pool, writeCountries));
    expect((await Promise.all(together)).sort()).toEqual([0, 0, 0, 249]);
    const { rows } = await database.pool.query(
      `SELECT id, iso3, "numeric", name_tr AS "nameTr", name_en AS "nameEn", dial_code AS "dialCode", flag
        FROM countries ORDER BY id COLLATE "C"`,
    );
    expect(rows).toEqual(COUNTRIES);
    await database.pool.query(`UPDATE countries SET name_tr = 'Türkiye Cumhuriyeti' WHERE id = 'TR'`);
    expect(await writeCountries(database.pool)).toBe(1);
    expect(await writeCountries(database.pool)).toBe(0);
    expect(await one(`SELECT name_tr AS name, version::int FROM countries WHERE id = 'TR'`)).toEqual({
      name: 'Türkiye',
      version: 3,
    });
  });

  it('makes a demo office whose people can sign in, marked as a demo', async () => {
    expect(await seedDemoOffice(database.pool, { nowMs, hashPassword, files, customers: 120 })).toMatchObject({
      outcome: 'made',
      customers: 120,
    });
    expect(
      await one(
        `SELECT is_demo AS demo, (SELECT count(*)::int FROM members) AS members,
          (SELECT count(*)::int FROM teams) AS teams FROM office`,
      ),
    ).toEqual({ demo: true, members: 11, teams: 2 });
    // Who left or whose address is none is blocked, and the cards say so.
    expect(
      await database.pool
        .query(
          `SELECT DISTINCT s.reason, c.reach -> 'email' ->> 'reason' AS said FROM suppressions s
            JOIN customers c ON c.email_key = s.address_key ORDER BY 1`,
        )
        .then(({ rows }) => rows),
    ).toEqual(['bounced', 'unsubscribed'].map((reason) => ({ reason, said: reason })));
    const { hash } = await one<{ hash: string }>(
      `SELECT password_hash AS hash FROM credentials JOIN members ON id = member_id WHERE email = 'admin@saha.example'`,
    );
    expect(await verify(hash, DEMO_PASSWORD)).toBe(true);
  });

  it('sent its campaign to people who had agreed, and who left by its link is out', async () => {
    expect(
      await one(
        `SELECT count(*)::int AS sent, count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM consents c WHERE c.channel = d.channel AND c.address_key = d.address_key
             AND c.customer_id = d.customer_id
             AND c.decision = 'given' AND c.counts_at < d.created_at))::int AS unasked,
           count(*) FILTER (WHERE state = 'unsubscribed')::int AS left,
           count(*) FILTER (WHERE state = 'unsubscribed' AND NOT EXISTS (SELECT FROM consents c
             WHERE c.address_key = d.address_key AND c.decision = 'withdrawn' AND c.counts_at > d.created_at))::int AS
               kept
         FROM deliveries d WHERE purpose = 'campaign'`,
      ),
    ).toEqual({ sent: expect.any(Number), unasked: 0, left: expect.any(Number), kept: 0 });
    expect(
      (await one<{ n: number }>(`SELECT count(*)::int AS n FROM deliveries WHERE purpose = 'campaign'`)).n,
    ).toBeGreaterThan(20);
  });

  it('has told İYS what was said, in a file that İYS took: nothing of it is late', async () => {
    expect(
      await one<{ isSome: boolean; left: number }>(
        `SELECT count(*) > 20 AS "isSome", (count(*) - count(h.file_id))::int AS "left" FROM (
           SELECT DISTINCT ON (address_key) address_key, decision, occurred_at FROM consents WHERE channel = 'email'
           ORDER BY address_key, occurred_at DESC) AS last
         LEFT JOIN iys_handovers h ON h.address_key = last.address_key AND h.channel = 'email'
           AND h.decision = last.decision AND h.occurred_at >= last.occurred_at
           AND EXISTS (SELECT FROM iys_files f WHERE f.id = h.file_id AND f.made_at > last.occurred_at
             AND f.settled_at < now())`,
      ),
    ).toEqual({ isSome: true, left: 0 });
  });

  it('writes documents as the office would: version 1, one stamp, team and last contact as it keeps them', async () => {
    const { rows } = await database.pool.query<{ version: number; stamps: unknown; createdAt: string }>(
      // A message moves the last contact of its customer, and a yes how they may be reached: the office's changes.
      `SELECT version, stamps, created_at AS "createdAt" FROM customers
       WHERE NOT EXISTS (SELECT FROM messages WHERE customer_id = customers.id)
         AND NOT EXISTS (SELECT FROM consents WHERE customer_id = customers.id)
       UNION ALL SELECT version, stamps, created_at FROM interactions`,
    );
    expect(rows.length).toBeGreaterThan(300);
    for (const row of rows)
      expect(row).toMatchObject({
        version: 1,
        stamps: { '*': makeStamp(Date.parse(row.createdAt), 0, SERVER_DEVICE_ID) },
      });
    // The stage was decided when the customer came to it: segments and reports say the same of it.
    const { rows: stages } = await database.pool.query<{ stamp: string; fromAt: string }>(
      `SELECT c.stamps->>'stage' AS stamp, s.from_at AS "fromAt" FROM customers c
       JOIN customer_spans s ON s.customer_id = c.id AND s.field = 'stage' AND s.until_at IS NULL`,
    );
    expect(stages.length).toBe(120);
    expect(stages.filter(({ stamp, fromAt }) => stampMs(stamp) !== Date.parse(fromAt))).toEqual([]);
    const days = stages.map(({ fromAt }) => Math.floor((nowMs - Date.parse(fromAt)) / 86_400_000));
    expect(days.filter((one) => one > 0).length).toBeGreaterThan(90);
    // Who left a stage stood at it, and why somebody was lost stands with them as their time tells it.
    expect(
      await one(`SELECT count(*) FILTER (WHERE until_at - from_at > interval '1 day') > 100 AS long,
        count(*) FILTER (WHERE until_at <= from_at)::int AS none FROM customer_spans WHERE field = 'stage'`),
    ).toEqual({ long: true, none: 0 });
    expect(
      await one(`SELECT count(*) > 5 AS some, count(*) FILTER (WHERE c.lost_reason = '' OR NOT EXISTS (
          SELECT FROM interactions i WHERE i.customer_id = c.id AND i.kind = 'stage' AND i.fact ->> 'is' = 'lost'
            AND i.fact ->> 'reason' = c.lost_reason AND i.body LIKE '% · ' || c.lost_reason))::int AS untold
        FROM customers c WHERE c.stage = 'lost'`),
    ).toEqual({ some: true, untold: 0 });
    expect(await one(`SELECT count(*)::int AS n FROM customers WHERE stage <> 'lost' AND lost_reason <> ''`)).toEqual({
      n: 0,
    });
    expect(
      await one(
        'SELECT count(*)::int AS n FROM customers c JOIN members m ON m.id = c.owner_id WHERE c.team_id IS DISTINCT FROM m.team_id',
      ),
    ).toEqual({ n: 0 });
    expect(
      await one(`SELECT count(*)::int AS n FROM customers c WHERE last_contact_at IS DISTINCT FROM
      greatest(
        (SELECT max(occurred_at) FROM interactions i WHERE i.customer_id = c.id
          AND (kind = 'visit' OR (kind = 'call' AND outcome <> 'no_answer'))),
        (SELECT max(starts_at) FROM appointments a WHERE a.customer_id = c.id AND status = 'held'),
        (SELECT max(created_at) FROM messages m WHERE m.customer_id = c.id
          AND (direction = 'in' OR (state IN ('sent', 'delivered', 'read') AND bulk_id IS NULL))))`),
    ).toEqual({ n: 0 });
    expect(
      await one(
        `SELECT count(*)::int AS n FROM appointments a JOIN customers c ON c.id = a.customer_id
          WHERE c.owner_id <> a.agent_id`,
      ),
    ).toEqual({ n: 0 });
  });

  it('gives those who have written a few files, whose bytes are kept once and are what the rows say', async () => {
    const { rows } = await database.pool.query<{ blob: string; name: string; type: string; size: number }>(
      'SELECT DISTINCT blob, name, type, size FROM files',
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(['Teklif 2026.pdf', 'fuar standı.jpg', 'ofis planı.jpg']);
    expect(
      await one('SELECT count(*)::int > 6 AS many, count(DISTINCT customer_id)::int > 2 AS all FROM files'),
    ).toEqual({
      many: true,
      all: true,
    });
    for (const { blob, name, type, size } of rows) {
      const bytes = Buffer.concat((await (await files.read(blob))?.toArray()) ?? []);
      expect([bytes.length, await detectType(bytes, name)]).toEqual([size, type]);
      if (type.startsWith('image/')) expect(await files.sizeOf(`${blob}.thumb`)).toBeGreaterThan(100);
    }
  });

  it('seeds once only, grows on request up to the number asked for', async () => {
    expect(await seedDemoOffice(database.pool, { nowMs, hashPassword })).toEqual({
      outcome: 'notEmpty',
      isDemo: true,
      customers: 120,
    });
    expect(await growDemoOffice(database.pool, { nowMs, customers: 100 })).toMatchObject({
      outcome: 'notEmpty',
      customers: 120,
    });
    expect(await growDemoOffice(database.pool, { nowMs, customers: 200 })).toMatchObject({
      outcome: 'grown',
      customers: 80,
      appointments: 0,
    });
    expect(await one('SELECT count(*)::int AS n, count(DISTINCT id)::int AS ids FROM customers')).toEqual({
      n: 200,
      ids: 200,
    });
  });

  it('leaves an office that is no demo alone', async () => {
    await database.pool.query('UPDATE office SET is_demo = false');
    expect(await growDemoOffice(database.pool, { nowMs, customers: 900 })).toEqual({
      outcome: 'notEmpty',
      isDemo: false,
      customers: 200,
    });
    expect(await seedDemoOffice(database.pool, { nowMs, hashPassword })).toMatchObject({
      outcome: 'notEmpty',
      isDemo: false,
    });
    expect(await one('SELECT count(*)::int AS n FROM customers')).toEqual({ n: 200 });
  });

  it('agrees when two processes begin at once', async () => {
    const empty = await createTestDatabase();
    const results = await Promise.all(
      [1, 2].map(() => seedDemoOffice(empty.pool, { nowMs, hashPassword, customers: 10 })),
    );
    expect(results.map((result) => result.outcome).sort()).toEqual(['made', 'notEmpty']);
    expect((await empty.pool.query('SELECT count(*)::int AS n FROM customers')).rows).toEqual([{ n: 10 }]);
    await empty.close();
  });
});
