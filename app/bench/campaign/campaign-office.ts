/** A database with people who may be written to, and this process as its worker. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { parseConfig } from '../../../server/config';
import { migrate } from '../../../server/db/migrate';
import { createPool } from '../../../server/db/pool';
import { startTemporaryPostgres } from '../../../server/db/temporary-postgres';
import { closeDeps, createDeps, type Deps } from '../../../server/deps';
import { startDraft } from '../../../server/features/campaigns/campaigns.store';
import { setSendingRate } from '../../../server/features/deliveries/set-sending-rate';
import type { EmailGateway } from '../../../server/gateways/email/contract';

const CHUNK = 10_000;
export const UNLIMITED_PER_SECOND = 100_000;
/** Takes everything at once. */
export const INSTANT: EmailGateway = {
  name: 'instant',
  send: ({ deliveryId }) => Promise.resolve({ kind: 'accepted', providerId: deliveryId }),
  quota: () => Promise.resolve(null),
  account: () => Promise.resolve(null),
  identity: () => Promise.resolve(null),
  close: () => undefined,
};

export type CampaignDatabase = { readonly url: string; readonly pool: pg.Pool; close(): Promise<void> };

/** With so many customers who have all said yes. */
export async function openCampaignDatabase(customers: number): Promise<CampaignDatabase> {
  const postgres = await startTemporaryPostgres();
  await migrate(postgres.url);
  const pool = createPool({ databaseUrl: postgres.url, maxConnections: 4, onError: () => undefined });
  const memberId = uuidv7();
  await pool.query(
    `INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Yönetici', 'yonetici@ornek.example', 'admin')`,
    [memberId],
  );
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    // Consents stand before there are customers: each customer's reach is worked out once.
    for (const write of [
      `INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at)
       SELECT gen_random_uuid(), 'email', 'alici' || n || '@ornek.example', '', 'given', 'paper', 'form',
         now() - interval '1 day'
       FROM generate_series($1::int, $2::int) AS n WHERE $3::uuid IS NOT NULL`,
      `INSERT INTO customers (id, first_name, last_name, email, language, source, stage, owner_id, created_by,
        created_at)
       SELECT gen_random_uuid(), 'Ece', 'Alıcı', 'alici' || n || '@ornek.example', 'tr', 'other', 'new', $3, $3, now()
       FROM generate_series($1::int, $2::int) AS n`,
    ]) {
      for (let from = 1; from <= customers; from += CHUNK)
        await client.query(write, [from, Math.min(customers, from + CHUNK - 1), memberId]);
      await client.query('ANALYZE');
    }
    await client.query('RESET statement_timeout');
  } finally {
    client.release();
  }
  await setSendingRate({ pool }, 'email', UNLIMITED_PER_SECOND);
  return {
    url: postgres.url,
    pool,
    close: async () => {
      await pool.end();
      await postgres.stop();
    },
  };
}

/** A campaign to all of them that runs; answers its id. */
export async function startCampaign(pool: pg.Pool): Promise<string> {
  const id = uuidv7();
  const by = (await pool.query<{ id: string }>('SELECT id FROM members LIMIT 1')).rows[0]!.id;
  const mail = { subject: 'Güz, {{firstName}}', preheader: '', document: { type: 'doc', content: [] } };
  const none = { subject: '', preheader: '', document: { type: 'doc', content: [] } };
  await pool.query(
    `INSERT INTO campaigns (id, name, rule, content, created_by, created_at, updated_at)
      VALUES ($1, 'Güz', $2, $3, $4, now(), now())`,
    [id, JSON.stringify({ combinator: 'and', rules: [] }), JSON.stringify({ tr: mail, en: none }), by],
  );
  const start = { version: 1, by, expected: 0, startsAt: null, at: new Date().toISOString() };
  const body = '{{firstName}}, güz yürüyüşümüze bekleriz. '.repeat(20);
  const begun = await startDraft(pool, id, start, [
    { language: 'tr', subject: 'Güz, {{firstName}}', html: `<p>${body}{{wayOut}}</p>`, text: `${body}{{wayOut}}` },
  ]);
  if (!begun) throw new Error('the campaign did not begin');
  return id;
}

/** What a worker process of an office has. */
export async function openWorker(databaseUrl: string, email: EmailGateway): Promise<Deps & { close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-bench-worker-'));
  const pool = createPool({ databaseUrl, maxConnections: 14, onError: () => undefined });
  const settings = { SAHA_DATA_DIR: folder, SAHA_ORIGIN: 'https://saha.example', LOG_LEVEL: 'error' };
  const config = parseConfig({ ...settings, DATABASE_URL: databaseUrl }, folder);
  const deps = createDeps({ config, pool, email });
  return {
    ...deps,
    close: async () => {
      await closeDeps(deps);
      await pool.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lets so many of the campaign's recipients go, past its own pace. */
export async function letGo(pool: pg.Pool, campaignId: string, count: number): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE deliveries SET not_before = office_clock() WHERE id IN (
       SELECT id FROM deliveries WHERE campaign_id = $1 AND state = 'queued' AND not_before > now() + interval '1 year'
         ORDER BY id LIMIT $2)`,
    [campaignId, count],
  );
  return rowCount ?? 0;
}
