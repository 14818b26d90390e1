/** The rules of consent in sync/ and in SQL answer alike, and as a model that knows neither. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { CHANNELS, normaliseEmail, normalisePhone, type Channel } from '../../../sync/rules/address';
import {
  consentObstacle,
  CONSENT_SOURCES,
  PURPOSES,
  reachOf,
  SUPPRESSION_REASONS,
  type ConsentEntry,
  type SuppressionEntry,
} from '../../../sync/rules/consent';
import { Random } from '../../../prisma/factories/random';
import { createTestDatabase, type TestDatabase } from '../../test/database';
import { modelObstacle, modelReach } from '../../test/consent-model';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const ADDRESSES = ['ayse@ornek.example', 'VELİ@Ornek.example', 'ＺＥＹＮＥＰ@x.example'];
const at = (random: Random) => new Date(Date.UTC(2026, 0, 1) + random.below(12) * 3_600_000).toISOString();

type Said = { readonly key: string; readonly consents: ConsentEntry[]; readonly suppressions: SuppressionEntry[] };

/** Writes one random history into the database and returns it. */
async function write(random: Random): Promise<Said> {
  const address = `${random.below(1e9)}${random.pick(ADDRESSES)}`;
  const key = (
    await database.pool.query<{ key: string }>(`SELECT encode(address_key(normal_email($1)), 'hex') AS key`, [address])
  ).rows[0]!.key;
  const said: Said = { key, consents: [], suppressions: [] };
  const channels: Channel[] = random.chance(0.5) ? ['email'] : [...CHANNELS];
  for (let step = random.between(1, 9); step > 0; step -= 1) {
    const channel = random.pick(channels);
    if (random.chance(0.6)) {
      const entry: ConsentEntry = {
        id: uuidv7(),
        channel,
        decision: random.chance(0.6) ? 'given' : 'withdrawn',
        source: random.pick(CONSENT_SOURCES),
        evidence: random.chance(0.6) ? 'belge' : '',
        occurredAt: at(random),
        receivedAt: at(random),
      };
      said.consents.push(entry);
      // The key follows an address, so an e-mail entry says it in any spelling; others name the key.
      await database.pool.query(
        `INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at, received_at)
         VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9)`,
        [
          entry.id,
          channel,
          channel === 'email' ? random.pick([address, address.toLocaleUpperCase('tr'), '']) : '',
          key,
          entry.decision,
          entry.source,
          entry.evidence,
          entry.occurredAt,
          entry.receivedAt,
        ],
      );
    } else {
      const reason = random.pick(SUPPRESSION_REASONS);
      if (said.suppressions.some((one) => one.channel === channel && one.reason === reason)) continue;
      const entry: SuppressionEntry = { channel, reason, since: at(random) };
      said.suppressions.push(entry);
      await database.pool.query(
        `INSERT INTO suppressions (address_key, channel, reason, since) VALUES (decode($1, 'hex'), $2, $3, $4)`,
        [key, channel, reason, entry.since],
      );
    }
  }
  return said;
}

async function inSql({ key }: Said): Promise<Record<string, Record<string, unknown>>> {
  const { rows } = await database.pool.query<Record<string, unknown> & { channel: string }>(
    `SELECT channel, reach_of(decode($1, 'hex'), channel) AS reach, ${PURPOSES.map(
      (purpose) => `delivery_obstacle('${purpose}', channel, decode($1, 'hex'), NULL) AS "${purpose}"`,
    ).join(', ')} FROM unnest($2::text[]) AS asked(channel)`,
    [key, CHANNELS],
  );
  return Object.fromEntries(rows.map((row) => [row.channel, row]));
}

/** Those two ask for a row as well, which the pure rule leaves to whoever has it. */
const ROWLESS = PURPOSES.filter((purpose) => purpose === 'campaign' || purpose === 'bulk' || purpose === 'message');

describe('consent', () => {
  it('is folded alike by the rule, by SQL and by a model, in 80 random histories', { timeout: 180_000 }, async () => {
    const random = new Random(13);
    const seen = new Set<string>();
    for (let at = 0; at < 80; at += 1) {
      const said = await write(random);
      const answers = await inSql(said);
      for (const channel of CHANNELS) {
        const sql = answers[channel]!;
        const reach = modelReach(said.consents, said.suppressions, channel);
        expect(reachOf(said.consents, said.suppressions, channel)).toEqual(reach);
        expect(sql['reach']).toEqual(reach);
        for (const purpose of ROWLESS) {
          const obstacle = modelObstacle(purpose, said.consents, said.suppressions, channel);
          expect(consentObstacle(purpose, said.consents, said.suppressions, channel)).toBe(obstacle);
          expect(sql[purpose]).toBe(obstacle);
          seen.add(obstacle);
        }
      }
    }
    expect([...seen].sort()).toEqual(['', 'consent_missing', 'consent_withdrawn', ...SUPPRESSION_REASONS].sort());
  });

  it('would be seen to differ: a rule that lets a tie be a yes is found', async () => {
    const tie = (decision: 'given' | 'withdrawn'): ConsentEntry => ({
      id: uuidv7(),
      channel: 'email',
      decision,
      source: 'paper',
      evidence: 'belge',
      occurredAt: '2026-01-01T00:00:00.000Z',
      receivedAt: '2026-01-01T00:00:00.000Z',
    });
    const wrong = (entries: ConsentEntry[]) =>
      entries.reduce((a, b) => (b.occurredAt >= a.occurredAt ? b : a)).decision;
    const entries = [tie('withdrawn'), tie('given')];
    expect(wrong(entries)).toBe('given');
    expect(modelReach(entries, [], 'email')).toMatchObject({ state: 'no' });
    expect(reachOf(entries, [], 'email')).toMatchObject({ state: 'no' });
  });

  it('knows addresses alike in both', async () => {
    const random = new Random(7);
    const letters = [...'aAiIİıÜüŞşĞğÖöÇç@.+-_09ＡKﬁ½é\u0301'];
    const values = Array.from({ length: 500 }, () =>
      Array.from({ length: random.between(0, 12) }, () => random.pick(letters)).join(''),
    );
    const { rows } = await database.pool.query<{ email: string; phone: string }>(
      'SELECT normal_email(v) AS email, normal_phone(v) AS phone FROM unnest($1::text[]) WITH ORDINALITY AS x(v, n) ORDER BY n',
      [values],
    );
    expect(rows.map(({ email }) => email)).toEqual(values.map(normaliseEmail));
    expect(rows.map(({ phone }) => phone)).toEqual(values.map(normalisePhone));
    expect(normaliseEmail('AYŞEGÜL.IŞIK@X.COM')).toBe('ayşegül.işik@x.com');
    expect(normalisePhone('+90 (532) 111 22 33')).toBe('+905321112233');
  });

  it('keeps what stands on every customer of the address, and names no other', async () => {
    const { pool } = database;
    const memberId = uuidv7();
    await pool.query(`INSERT INTO members (id, full_name, email, role) VALUES ($1, 'A', $2, 'agent')`, [
      memberId,
      `${memberId}@x.example`,
    ]);
    const add = async (email: string) => {
      const id = uuidv7();
      await pool.query(
        `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at)
          VALUES ($1, $2, 'fair', 'new', $3, $3, now())`,
        [id, email, memberId],
      );
      return id;
    };
    const reachOfCustomer = async (id: string) =>
      (
        await pool.query<{ reach: Record<string, unknown>; marketing: boolean }>(
          'SELECT reach, marketing_consent AS marketing FROM customers WHERE id = $1',
          [id],
        )
      ).rows[0]!;
    const [first, second] = [await add('Ortak@x.example'), await add('ortak@x.example')];
    expect(await reachOfCustomer(first)).toEqual({ reach: {}, marketing: false });
    await pool.query(
      `INSERT INTO consents (id, customer_id, channel, address, decision, source, evidence, occurred_at)
       VALUES ($1, $2, 'email', 'ORTAK@x.example', 'given', 'paper', 'form 7', now() - interval '1 hour')`,
      [uuidv7(), first],
    );
    for (const id of [first, second])
      expect(await reachOfCustomer(id)).toMatchObject({ reach: { email: { state: 'given' } }, marketing: true });
    // Whoever comes with the address later, or gets it by an edit, finds what stands.
    const third = await add('ortak@X.example');
    expect(await reachOfCustomer(third)).toMatchObject({ marketing: true });
    await pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'unsubscribed', now()
        FROM customers WHERE id = $1`,
      [first],
    );
    for (const id of [first, second, third])
      expect(await reachOfCustomer(id)).toMatchObject({
        reach: { email: { state: 'no', reason: 'unsubscribed' } },
        marketing: false,
      });
    await pool.query(`UPDATE customers SET email = 'baska@x.example' WHERE id = $1`, [second]);
    expect(await reachOfCustomer(second)).toEqual({ reach: {}, marketing: false });
    // Nobody edits it.
    await pool.query(`UPDATE customers SET marketing_consent = true WHERE id = $1`, [first]);
    expect(await reachOfCustomer(first)).toMatchObject({ marketing: false });
  });

  it('is never changed or removed, and neither is what blocks', async () => {
    for (const sql of [
      `UPDATE consents SET decision = 'given' WHERE decision = 'withdrawn'`,
      'DELETE FROM consents',
      'DELETE FROM suppressions',
      'DELETE FROM secret_keys',
      `UPDATE secret_keys SET purpose = 'address'`,
    ])
      await expect(database.pool.query(sql)).rejects.toMatchObject({ code: '23000' });
    await expect(database.pool.query(`SELECT new_secret_key('address')`)).rejects.toMatchObject({ code: '23505' });
  });
});
