/**
 * What a restore must not undo: every yes and no, every block and key, that something has left and who was shut out. It
 * is gathered from the database that is being replaced and from all journals, and put on top of the backup. Nothing
 * here can bring back a yes that was withdrawn, let somebody in who was shut out or send again what has left: consents
 * and blocks are only added to, and a delivery that left after the backup is `unknown` until its provider or a manager
 * says what became of it.
 */
import type { ClientBase } from 'pg';
import { columnList, listBackupTables, quoted } from './backup-tables';
import { readJournals, type JournalLine } from './journal';

export type Kept = {
  readonly consents: number;
  readonly suppressions: number;
  readonly left: number;
  readonly erased: number;
  /** Accounts closed since. */
  readonly closed: number;
};

const TABLES = ['secret_keys', 'consents', 'suppressions', 'deliveries', 'erasures', 'members'] as const;
const BATCH = 1_000;
/** States of a row that was taken and provably given back: the journal's line about it says too much. */
const GIVEN_BACK = `state = 'queued' AND reason IN ('throttled', 'provider_paused', 'not_handed_over')`;

/** Before the tables are emptied; gone again at the end of the transaction. */
export async function setAside(client: ClientBase): Promise<void> {
  for (const name of TABLES)
    await client.query(`CREATE TEMP TABLE kept_${name} ON COMMIT DROP AS SELECT * FROM ${quoted(name)}`);
  await client.query(`CREATE TEMP TABLE journal_lines (kind text NOT NULL, line jsonb NOT NULL) ON COMMIT DROP`);
}

/** After the backup has been read in, with the triggers on again. `journalDir` null: there are no journals. */
export async function putBack(client: ClientBase, journalDir: string | null): Promise<Kept> {
  if (journalDir !== null) await readIn(client, journalDir);
  await client.query(PUT_BACK_KEYS);
  const consents = await addConsents(client);
  const suppressions = (await client.query(PUT_BACK_SUPPRESSIONS)).rowCount ?? 0;
  const left = await putBackDeliveries(client);
  await client.query('SELECT refresh_lifts(NULL), refresh_reach(NULL)');
  return { consents, suppressions, left, erased: await eraseAgain(client), closed: await closeAgain(client) };
}

/**
 * Whoever was shut out since the backup stays so: as the replaced database says, or the last line of a journal about
 * somebody it does not know. Nobody is let in, and of the admins of the backup nobody is shut out where none would be
 * left. Answers how many.
 */
async function closeAgain(client: ClientBase): Promise<number> {
  const { rowCount } = await client.query(
    `WITH said AS (
       SELECT id, is_active FROM kept_members
       UNION ALL
       SELECT id, is_active FROM (
         SELECT DISTINCT ON (line->>'memberId') (line->>'memberId')::uuid AS id,
           (line->>'isActive')::boolean AS is_active
         FROM journal_lines WHERE kind = 'account' ORDER BY line->>'memberId', (line->>'at')::timestamptz DESC
       ) AS last WHERE id NOT IN (SELECT id FROM kept_members)
     ), gone AS (SELECT m.id, m.role FROM members m JOIN said s ON s.id = m.id WHERE m.is_active AND NOT s.is_active)
     UPDATE members m SET is_active = false FROM gone g WHERE m.id = g.id AND (g.role <> 'admin' OR EXISTS (
       SELECT FROM members a WHERE a.role = 'admin' AND a.is_active AND a.id NOT IN (SELECT id FROM gone)))`,
  );
  return rowCount ?? 0;
}

/** Whoever was erased since the backup is in it: they go again, as they went. */
async function eraseAgain(client: ClientBase): Promise<number> {
  await client.query('INSERT INTO erasures SELECT * FROM kept_erasures ON CONFLICT DO NOTHING');
  const { rows } = await client.query<{ erased: number }>(
    `SELECT count(erase_customer(id, NULL, '', at))::int AS erased FROM (
       SELECT customer_id AS id, min(erased_at) AS at FROM kept_erasures GROUP BY 1
       UNION
       SELECT (line->>'customerId')::uuid, min((line->>'at')::timestamptz) FROM journal_lines WHERE kind = 'erasure'
         GROUP BY 1
     ) AS gone`,
  );
  // A proof that the journal alone knew of says neither whose it is nor where they are reached.
  await client.query(`SELECT set_config('saha.erasing', 'on', true)`);
  await client.query(
    `UPDATE consents c SET customer_id = NULL, address = '' WHERE customer_id IN (SELECT customer_id FROM erasures)
       OR (customer_id IS NULL AND address <> '' AND EXISTS (SELECT FROM suppressions s
         WHERE s.address_key = c.address_key
         AND s.channel = c.channel AND s.reason = 'erased' AND s.since >= c.received_at))`,
  );
  await client.query(`SELECT set_config('saha.erasing', '', true)`);
  return rows[0]?.erased ?? 0;
}

async function readIn(client: ClientBase, journalDir: string): Promise<void> {
  let batch: JournalLine[] = [];
  const write = async () => {
    if (batch.length === 0) return;
    await client.query(`INSERT INTO journal_lines SELECT x->>'kind', x FROM jsonb_array_elements($1::jsonb) AS x`, [
      JSON.stringify(batch),
    ]);
    batch = [];
  };
  for await (const line of readJournals(journalDir)) {
    batch.push(line);
    if (batch.length === BATCH) await write();
  }
  await write();
}

/** The address key of the backup is the one its keys were made with; another office's own is left behind. */
const PUT_BACK_KEYS = `
  INSERT INTO secret_keys (id, purpose, secret, created_at)
  SELECT id, purpose, secret, created_at FROM kept_secret_keys WHERE purpose <> 'address'
  UNION ALL
  SELECT line->>'id', line->>'purpose', decode(line->>'secret', 'hex'), (line->>'createdAt')::timestamptz
    FROM journal_lines
  WHERE kind = 'key' AND line->>'purpose' <> 'address'
  ON CONFLICT DO NOTHING`;

async function addConsents(client: ClientBase): Promise<number> {
  const table = (await listBackupTables(client)).find(({ name }) => name === 'consents');
  if (table === undefined) throw new Error('there is no table of consents');
  const kept = await client.query(
    `INSERT INTO consents (${columnList(table)}) SELECT ${columnList(table)} FROM kept_consents
      ON CONFLICT (id) DO NOTHING`,
  );
  const journal = await client.query(`
    INSERT INTO consents (id, customer_id, channel, address, address_key, decision, source, wording_id, wording,
      evidence, occurred_at,
      received_at, recorded_by, created_at)
    SELECT DISTINCT ON (line->>'id') (line->>'id')::uuid, (line->>'customerId')::uuid, line->>'channel',
      line->>'address',
      decode(line->>'addressKey', 'hex'), line->>'decision', line->>'source', line->>'wordingId', line->>'wording',
      line->>'evidence', (line->>'occurredAt')::timestamptz, (line->>'receivedAt')::timestamptz,
        (line->>'recordedBy')::uuid,
      coalesce(line->>'createdAt', line->>'receivedAt')::timestamptz
    FROM journal_lines WHERE kind = 'consent' ON CONFLICT (id) DO NOTHING`);
  return (kept.rowCount ?? 0) + (journal.rowCount ?? 0);
}

const PUT_BACK_SUPPRESSIONS = `
  INSERT INTO suppressions AS s (address_key, channel, reason, since)
  SELECT address_key, channel, reason, max(since) FROM (
    SELECT address_key, channel, reason, since FROM kept_suppressions
    UNION ALL
    SELECT decode(line->>'addressKey', 'hex'), line->>'channel', line->>'reason', (line->>'since')::timestamptz
    FROM journal_lines WHERE kind = 'suppression'
  ) AS said GROUP BY 1, 2, 3
  ON CONFLICT (address_key, channel, reason) DO UPDATE SET since = excluded.since, changed_at = now()
    WHERE s.since < excluded.since`;

/** Answers how many have left since the backup, as far as anybody knows. */
async function putBackDeliveries(client: ClientBase): Promise<number> {
  const table = (await listBackupTables(client)).find(({ name }) => name === 'deliveries');
  if (table === undefined) throw new Error('there is no table of deliveries');
  const others = table.columns
    .filter((name) => name !== 'state' && name !== 'reason')
    .map(quoted)
    .join(', ');
  // Held at the moment of the backup and called off since: it never left.
  await client.query(
    `UPDATE deliveries d SET state = 'queued', reason = 'not_handed_over', claim_token = NULL FROM kept_deliveries k
     WHERE d.id = k.id AND d.state = 'sending' AND k.state IN ('queued', 'skipped', 'cancelled', 'expired')
       AND NOT (k.state = 'queued' AND k.reason NOT IN ('throttled', 'provider_paused', 'not_handed_over'))`,
  );
  const known = await client.query(
    `UPDATE deliveries d SET state = CASE k.state WHEN 'sending' THEN 'unknown' ELSE k.state END,
       reason = CASE k.state WHEN 'sending' THEN 'restored' ELSE k.reason END, claim_token = NULL,
         claimed_at = k.claimed_at,
       attempts = k.attempts, provider = k.provider, provider_id = k.provider_id, sent_at = k.sent_at,
         settled_at = k.settled_at
     FROM kept_deliveries k WHERE d.id = k.id AND k.state <> 'queued'
       AND delivery_rank(k.state, k.reason) > delivery_rank(d.state, d.reason)`,
  );
  const unheard = await client.query(
    `INSERT INTO deliveries (state, reason, ${others})
     SELECT CASE k.state WHEN 'sending' THEN 'unknown' ELSE k.state END, CASE k.state WHEN 'sending' THEN 'restored'
       ELSE k.reason END,
       ${others} FROM kept_deliveries k WHERE k.state <> 'queued' ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `CREATE TEMP TABLE left_deliveries ON COMMIT DROP AS
     SELECT DISTINCT ON (id) (line->>'id')::uuid AS id, line->>'dedupeKey' AS dedupe_key,
       decode(line->>'addressKey', 'hex') AS address_key,
       line->>'channel' AS channel, line->>'purpose' AS purpose, (line->>'campaignId')::uuid AS campaign_id,
       (line->>'at')::timestamptz AS at
     FROM journal_lines j WHERE kind = 'delivery'
       AND NOT EXISTS (SELECT FROM kept_deliveries k WHERE k.id = (j.line->>'id')::uuid AND ${GIVEN_BACK})
     ORDER BY id, at DESC`,
  );
  const journal = await client.query(
    `UPDATE deliveries d SET state = 'unknown', reason = 'restored', claim_token = NULL, claimed_at = j.at
      FROM left_deliveries j
     WHERE (d.id = j.id OR d.dedupe_key = j.dedupe_key) AND d.state IN ('queued', 'sending')`,
  );
  // The same matter under another id has left too.
  await client.query(
    `UPDATE deliveries d SET state = 'unknown', reason = 'restored', claim_token = NULL, claimed_at = k.claimed_at
      FROM kept_deliveries k
     WHERE d.dedupe_key = k.dedupe_key AND d.id <> k.id AND d.state IN ('queued', 'sending')
       AND k.state NOT IN ('queued', 'skipped', 'cancelled', 'expired')`,
  );
  const fromJournal = await client.query(
    `INSERT INTO deliveries (id, purpose, channel, basis, address_key, dedupe_key, campaign_id, state, reason,
      claimed_at, created_at)
     SELECT id, purpose, channel, '', address_key, dedupe_key, campaign_id, 'unknown', 'restored', at, at
       FROM left_deliveries
     ON CONFLICT DO NOTHING`,
  );
  // What the backup itself saw in somebody's hands.
  const held = await client.query(
    `UPDATE deliveries SET state = 'unknown', reason = 'restored', claim_token = NULL WHERE state = 'sending'`,
  );
  return [known, unheard, journal, fromJournal, held].reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
}
