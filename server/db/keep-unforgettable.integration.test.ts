import { mkdtemp, readdir, appendFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLink, unsubscribe } from '../features/consent/unsubscribe';
import { makeUnsubscribeLink } from '../features/consent/unsubscribe-link';
import { noteWayOut } from '../features/deliveries/note-way-out';
import { rotateMacKey } from '../features/consent/rotate-mac-key';
import { readSending } from '../features/office/may-send';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { createTestOffice, type Office } from '../test/office';
import { outgoingOf, type Outgoing } from '../test/outgoing';
import { backupDatabase } from './backup';
import { openJournal, readJournals, type Journal } from './journal';
import { migrate } from './migrate';
import { restoreDatabase } from './restore';

let office: Office, out: Outgoing, journal: Journal, folder: string;
const journals = () => path.join(folder, 'journal');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-restore-'));
  office = await createTestOffice();
  journal = openJournal(journals());
  out = await outgoingOf({ ...office.deps, journal });
});
afterAll(async () => {
  await journal.close();
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const on = async (url: string, work: (client: pg.Client) => Promise<unknown>) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client).finally(() => client.end());
};

it(
  'brings nothing back that was said or sent since, on this machine and on a fresh one',
  { timeout: 60_000 },
  async () => {
    const url = office.ownerUrl;
    const at = '2026-01-01T09:00:00.000Z';
    const names = ['cikan', 'giden', 'bekleyen', 'yeni', 'iptal'] as const;
    for (const name of names) await out.consent(`${name}@x.example`, 'given', at);
    const {
      rows: [key],
    } = await office.deps.pool.query<{ key: string }>(`SELECT encode(address_key('cikan@x.example'), 'hex') AS key`);
    // In the backup they wait, all of them.
    const ids: Record<string, string> = {};
    for (const name of ['cikan', 'giden', 'bekleyen', 'iptal'])
      ids[name] = await out.send(`${name}@x.example`, { dedupeKey: name, notBefore: '2099-01-01T00:00:00.000Z' });
    const file = path.join(folder, 'office.backup.gz');
    await on(url, (client) =>
      backupDatabase(client, file, new Date(office.clock.nowMs).toISOString(), () => undefined),
    );

    // Since then: one said stop, one left, one that the backup never heard of left, one was called off, a key came.
    const keyId = await rotateMacKey(out.deps);
    const link = await makeUnsubscribeLink(out.deps, { channel: 'email', addressKey: key!.key, language: 'tr' });
    const token = await openLink(out.deps, link.slice(link.lastIndexOf('/') + 1));
    await unsubscribe(out.deps, token!, noteWayOut);
    ids['yeni'] = await out.send('yeni@x.example', { dedupeKey: 'yeni' });
    await office.deps.pool.query(`UPDATE deliveries SET not_before = now() WHERE id = $1`, [ids['giden']]);
    await office.deps.pool.query(`UPDATE deliveries SET state = 'cancelled' WHERE id = $1`, [ids['iptal']]);
    await out.carry();
    expect(out.addressesTaken().sort()).toEqual(['giden@x.example', 'yeni@x.example']);

    const check = async (deps: Pick<Outgoing['deps'], 'pool' | 'prisma'>, isFresh: boolean) => {
      const { rows } = await deps.pool.query<{ dedupe: string; state: string; reason: string }>(
        'SELECT dedupe_key AS dedupe, state, reason FROM deliveries ORDER BY 1',
      );
      const stateOf = (dedupe: string) => rows.find((row) => row.dedupe === dedupe)?.state;
      for (const dedupe of ['giden', 'yeni']) expect(stateOf(dedupe)).toBe(isFresh ? 'unknown' : 'sent');
      expect(rows.filter(({ state }) => state === 'unknown').every(({ reason }) => reason === 'restored')).toBe(true);
      expect(stateOf('bekleyen')).toBe('queued');
      if (!isFresh) expect(stateOf('iptal')).toBe('cancelled');
      const { rows: facts } = await deps.pool.query(
        `SELECT delivery_obstacle('campaign', 'email', decode($1, 'hex'), NULL) AS obstacle,
         (SELECT count(*) FROM secret_keys WHERE id = $2) AS keys,
         (SELECT encode(address_key('cikan@x.example'), 'hex')) AS key`,
        [key!.key, keyId],
      );
      expect(facts).toEqual([{ obstacle: 'unsubscribed', keys: 1, key: key!.key }]);
      expect(await readSending({ ...office.deps, ...deps })).toMatchObject({
        held: true,
        leftSinceBackup: [{ purpose: 'campaign', channel: 'email', count: 2, unknown: isFresh ? 2 : 0 }],
      });
    };

    // A fresh machine knows nothing but the backup and the journals it was given. A process died in the middle of a
    // line.
    const [name] = (await readdir(journals())).filter((one) => one.endsWith('.journal'));
    await appendFile(path.join(journals(), name!), '{"kind":"delivery","id":"');
    const fresh: TestDatabase = await createTestDatabase('empty');
    try {
      await migrate(fresh.url);
      await on(fresh.url, (client) => restoreDatabase(client, file, journals()));
      const there = { ...office.deps, pool: fresh.pool };
      const { rows } = await fresh.pool.query('SELECT sends_held AS held, backup_at AS "backupAt" FROM office');
      expect(rows).toHaveLength(1);
      await check({ pool: there.pool, prisma: prismaLike(fresh.pool) }, true);
    } finally {
      await fresh.close();
    }
    // Here the replaced database says even what became of them; without any journal too.
    await on(url, (client) => restoreDatabase(client, file));
    await check(office.deps, false);
    // Released, what waited leaves, and nothing twice.
    await office.deps.pool.query('UPDATE office SET sends_held = false');
    await office.deps.pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued'`);
    await out.carry();
    expect(out.addressesTaken().sort()).toEqual(['bekleyen@x.example', 'giden@x.example', 'yeni@x.example']);
  },
);

/** The one question asked of it, answered by the pool. */
function prismaLike(pool: pg.Pool): Outgoing['deps']['prisma'] {
  return {
    office: {
      findUnique: async () => {
        const { rows } = await pool.query<{ held: boolean; at: string; backup: string }>(
          'SELECT sends_held AS held, restored_at AS at, backup_at AS backup FROM office',
        );
        const [row] = rows;
        return { sendsHeld: row!.held, restoredAt: new Date(row!.at), backupAt: new Date(row!.backup) };
      },
    },
  } as unknown as Outgoing['deps']['prisma'];
}

it('refuses a journal that is damaged in its middle', async () => {
  const broken = path.join(folder, 'broken');
  const other = openJournal(broken);
  await other.append([
    { kind: 'key', id: 'aaaaaaaa', purpose: 'unsubscribe', secret: '00', createdAt: '2026-01-01T00:00:00.000Z' },
  ]);
  await other.close();
  const [name] = await readdir(broken);
  await appendFile(path.join(broken, name!), '{"half\n{"kind":"key"}\n');
  const read = async () => {
    for await (const line of readJournals(broken)) expect(line.kind).toBe('key');
  };
  await expect(read()).rejects.toThrow('damaged in its middle');
});

// Copied out of documents they stand in a proof. Node 24 takes them for ends of lines: nothing could be restored.
it('reads back texts with separators of lines and paragraphs in them', async () => {
  const place = path.join(folder, 'separators');
  const own = openJournal(place);
  const lines = [
    { kind: 'suppression', addressKey: 'aa', channel: 'email', reason: 'a\u2028b\u2029c\u0085d\re', since: '' },
    { kind: 'suppression', addressKey: 'bb', channel: 'email', reason: 'unsubscribed', since: '' },
  ] as const;
  await own.append(lines);
  await own.close();
  const kept: unknown[] = [];
  for await (const line of readJournals(place)) kept.push(line);
  expect(kept).toEqual(lines);
});

it('does not grow by what one process says again, but by what another does', async () => {
  const place = path.join(folder, 'again');
  const said = { kind: 'suppression', addressKey: 'aa', channel: 'email', reason: 'unsubscribed' } as const;
  const lines = [
    { ...said, since: '2026-01-01T00:00:00.000Z' },
    { ...said, since: '2026-01-02T00:00:00.000Z' },
  ];
  for (const process of [openJournal(place), openJournal(place)]) {
    for (let at = 0; at < 3; at += 1) await process.append(lines);
    await process.close();
  }
  const kept = [];
  for await (const line of readJournals(place)) kept.push(line);
  expect(kept).toEqual([...lines, ...lines]);
});

// The flush that had just answered counted as running: who came at once waited for the next one, perhaps for ever.
it('takes the next line of whoever was just answered', async () => {
  const place = path.join(folder, 'next');
  const own = openJournal(place);
  const at = '2026-01-01T00:00:00.000Z';
  const ids = Array.from({ length: 20 }, (_, index) => `${index}`);
  for (const customerId of ids) await own.append([{ kind: 'erasure', customerId, at }]);
  await own.close();
  const kept: unknown[] = [];
  for await (const line of readJournals(place)) kept.push(line);
  expect(kept).toEqual(ids.map((customerId) => ({ kind: 'erasure', customerId, at })));
});
