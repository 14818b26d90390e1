import type { ClientBase, Pool } from 'pg';
import type { FileStore } from '../../server/gateways/files/contract';
import { Random } from '../factories/random';
import { DEMO_CUSTOMERS, makeDemoRecords, type DemoRecords } from './demo-office';
import { DEMO_MEMBERS, DEMO_PASSWORD, DEMO_TEAMS } from './demo-people';
import type { Owner } from './demo-customers';
import { makeDemoSettings } from './demo-settings';
import { writeCountries } from './write-countries';
import { makeDemoStages } from './demo-stages';
import { writePeople, writeRecords } from './write-records';
import { makeDemoSegments } from './demo-segments';
import { DEMO_TEMPLATES } from './demo-templates';
import { tellStages } from './tell-stages';
import { writeStages } from './write-stages';
import { writeSettings } from './write-settings';
import { writeSegments } from './write-segments';
import { writeLine } from './write-line';
import { writeTeamwork } from './write-teamwork';
import { writeFiles } from './write-files';
import { writeTemplates } from './write-templates';
import { writeCampaigns } from './write-campaigns';
import { writeImports } from './write-imports';

export type SeedOptions = {
  /** Milliseconds since 1970: "today" of the calendar. */
  readonly nowMs: number;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly customers?: number;
  readonly seed?: number;
  /** Where the bytes of its files are kept; without it the office has no files. */
  readonly files?: FileStore;
  /** Told what takes long, a line each. */
  readonly say?: (line: string) => void;
};
export type SeedResult =
  | {
      readonly outcome: 'made' | 'grown';
      readonly customers: number;
      readonly appointments: number;
      readonly interactions: number;
    }
  /** Nothing was written: somebody's people or customers are here already. */
  | { readonly outcome: 'notEmpty'; readonly isDemo: boolean; readonly customers: number };

type OfficeState = { isDemo: boolean; members: number; customers: number };

/**
 * Fills an empty office with a demo one and marks it as such, in one transaction; leaves any other office alone.
 * Processes that start together agree: the second finds the office filled. Countries are written first and in any case.
 */
export async function seedDemoOffice(
  pool: Pool,
  { nowMs, hashPassword, customers = DEMO_CUSTOMERS, seed = 1, files, say }: SeedOptions,
): Promise<SeedResult> {
  return inSeedTransaction(pool, async (client, office) => {
    if (office.members > 0 || office.customers > 0)
      return { outcome: 'notEmpty', isDemo: office.isDemo, customers: office.customers };
    const nowIso = new Date(nowMs).toISOString();
    await writePeople(client, DEMO_TEAMS, DEMO_MEMBERS, await hashPassword(DEMO_PASSWORD), nowIso);
    await writeSettings(client, makeDemoSettings(DEMO_MEMBERS, nowMs), DEMO_MEMBERS[0]!.id, nowIso);
    await writeSegments(client, makeDemoSegments(DEMO_MEMBERS), nowIso);
    await writeTemplates(client, DEMO_TEMPLATES, DEMO_MEMBERS[0]!.id, nowIso);
    const owners = DEMO_MEMBERS.filter((member) => member.role === 'agent');
    const records = await writeDemoRecords(client, { customers, owners, nowMs, seed }, say);
    await bringRemindersNear(client, nowIso);
    await writeLine(client, nowMs);
    await writeTeamwork(client, nowMs);
    if (files !== undefined) await writeFiles(client, files, nowMs);
    await writeCampaigns(client, DEMO_MEMBERS, nowIso);
    await writeImports(client, DEMO_MEMBERS, nowIso);
    await client.query('UPDATE office SET is_demo = true');
    return { outcome: 'made', ...counts(records) };
  });
}

/**
 * Two customers are reminded by the appointment's own choice a minute or two after `nowIso`, one by SMS and one, who
 * has no telephone, by mail: there is something to see, and a link to open.
 */
async function bringRemindersNear(client: ClientBase, nowIso: string): Promise<void> {
  for (const reached of [`c.phone <> ''`, `c.phone = '' AND c.alt_phone = '' AND c.email <> ''`])
    await client.query(
      `UPDATE appointments SET remind = floor(extract(epoch FROM starts_at - $1::timestamptz) / 60 - 1)::int::text
        WHERE id = (
         SELECT a.id FROM appointments a JOIN customers c ON c.id = a.customer_id
         WHERE a.status = 'confirmed' AND a.starts_at > $1::timestamptz + interval '3 hours' AND c.stage <> 'lost'
           AND ${reached}
           AND NOT EXISTS (
             SELECT FROM occurrences o WHERE o.root_id <> a.id AND (o.agent_id = a.agent_id
               OR o.customer_id = a.customer_id)
               AND o.starts_at < a.ends_at AND o.ends_at > a.starts_at)
         ORDER BY a.starts_at, a.id LIMIT 1)`,
      [nowIso],
    );
}

/** Adds customers to a demo office until it has `customers`, for its present agents; a real office is left alone. */
export async function growDemoOffice(
  pool: Pool,
  { nowMs, customers, seed = 1, say }: Pick<SeedOptions, 'nowMs' | 'seed' | 'say'> & { customers: number },
): Promise<SeedResult> {
  return inSeedTransaction(pool, async (client, office) => {
    const missing = customers - office.customers;
    if (!office.isDemo || missing <= 0)
      return { outcome: 'notEmpty', isDemo: office.isDemo, customers: office.customers };
    const owners = await client.query<Owner>(
      `SELECT id, coalesce(team_id::text, '') AS "teamId" FROM members WHERE role = 'agent' AND is_active ORDER BY id`,
    );
    if (owners.rows.length === 0) return { outcome: 'notEmpty', isDemo: true, customers: office.customers };
    // The calendar was full before: the newcomers have calls and notes, not appointments.
    const records = await writeDemoRecords(
      client,
      { customers: missing, owners: owners.rows, nowMs, seed: seed + office.customers, appointments: 0 },
      say,
    );
    return { outcome: 'grown', ...counts(records) };
  });
}

async function writeDemoRecords(
  client: ClientBase,
  wanted: Parameters<typeof makeDemoRecords>[0],
  say?: (line: string) => void,
): Promise<DemoRecords> {
  say?.(`Making up ${wanted.customers} customers …`);
  const records = makeDemoRecords(wanted);
  say?.(
    `Writing ${records.customers.length} customers, ${records.appointments.length} appointments and ${records.interactions.length} calls, visits and notes …`,
  );
  const spans = makeDemoStages(Random.unscattered(wanted.seed + 1), records.customers, wanted.nowMs);
  await writeRecords(client, records, spans);
  await writeStages(client, spans);
  await tellStages(
    client,
    records.customers.map(({ id }) => id),
  );
  return records;
}

function counts({ customers, appointments, interactions }: DemoRecords) {
  return { customers: customers.length, appointments: appointments.length, interactions: interactions.length };
}

async function inSeedTransaction(
  pool: Pool,
  work: (client: ClientBase, office: OfficeState) => Promise<SeedResult>,
): Promise<SeedResult> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const { rows } = await client.query<{ isDemo: boolean }>('SELECT is_demo AS "isDemo" FROM office FOR UPDATE');
    const found = await client.query<{ members: number; customers: number }>(
      'SELECT (SELECT count(*)::int FROM members) AS members, (SELECT count(*)::int FROM customers) AS customers',
    );
    await writeCountries(client);
    const result = await work(client, { isDemo: rows[0]?.isDemo ?? false, ...found.rows[0]! });
    await client.query('COMMIT');
    if (result.outcome !== 'notEmpty')
      await client.query('ANALYZE members, settings, customers, appointments, interactions, countries');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
