import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { backupDatabase } from './backup';
import { holdOfficeLock } from './office-lock';
import { restoreDatabase } from './restore';

const NOW = '2026-11-22T09:00:00.000Z';
const MEMBER = '00000000-0000-7000-8000-000000000001',
  CUSTOMER = '00000000-0000-7000-8000-000000000002';
let source: TestDatabase, folder: string;

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const backup = (database: TestDatabase, file: string) =>
  withClient(database.url, (client) => backupDatabase(client, file, NOW, () => undefined));
const restore = (database: TestDatabase, file: string) =>
  withClient(database.url, (client) => restoreDatabase(client, file));
const epochOf = async (database: TestDatabase) =>
  (await database.pool.query('SELECT epoch FROM office')).rows[0].epoch as string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-backup-'));
  source = await createTestDatabase();
  await source.pool.query(
    `INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Ayşe "Işık" \\ Ünal', 'ayse@ornek.example',
      'agent')`,
    [MEMBER],
  );
  await source.pool.query(
    `INSERT INTO customers (id, first_name, source, stage, owner_id, notes, created_by, created_at, stamps, receipts)
     VALUES ($1, 'Ali', 'fair', 'new', $2, $3, $2, now(), '{"*":"1"}', '{"aaaaaaaa":{"seq":3,"version":1}}')`,
    [CUSTOMER, MEMBER, 'line one\nline two\ttab \\. end'],
  );
  await source.pool.query(
    `INSERT INTO sessions (id, token_hash, member_id, expires_at) VALUES (gen_random_uuid(), '\\x01', $1, now())`,
    [MEMBER],
  );
  await source.pool.query(`INSERT INTO audit_events (action, after) VALUES ('test', '{"a":"ğ"}')`);
});
afterAll(async () => {
  await source?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('backup and restore', () => {
  it('puts every row back under a new epoch, holds sending and ends all sessions', async () => {
    const file = path.join(folder, 'whole.backup.gz');
    await backup(source, file);
    const target = await createTestDatabase();
    try {
      await target.pool.query(`INSERT INTO teams (id, name) VALUES (gen_random_uuid(), 'made after the backup')`);
      const result = await restore(target, file);
      expect(result.rows).toBeGreaterThanOrEqual(4);
      const customer = (await target.pool.query('SELECT * FROM customers')).rows;
      const original = (await source.pool.query('SELECT * FROM customers')).rows;
      const { row_xid: restoredXid, ...restored } = customer[0];
      const { row_xid: originalXid, ...expected } = original[0];
      expect(restored).toEqual(expected);
      expect(restoredXid).toBeDefined();
      expect(originalXid).toBeDefined();
      expect((await target.pool.query('SELECT 1 FROM teams')).rowCount).toBe(0);
      expect((await target.pool.query('SELECT 1 FROM sessions')).rowCount).toBe(0);
      expect((await target.pool.query('SELECT sends_held FROM office')).rows[0].sends_held).toBe(true);
      expect(await epochOf(target)).not.toBe(await epochOf(source));
      expect(await epochOf(target)).toBe(result.epoch);
      // Triggers and sequences work again.
      await target.pool.query(`UPDATE customers SET notes = 'edited'`);
      expect((await target.pool.query('SELECT version FROM customers')).rows[0].version).toBe(2);
      await target.pool.query(`INSERT INTO audit_events (action) VALUES ('after')`);
      await expect(target.pool.query('DELETE FROM audit_events')).rejects.toThrow(/append-only/);
    } finally {
      await target.close();
    }
  });

  it('changes nothing when the file is damaged, cut off or foreign, or the office is running', async () => {
    const file = path.join(folder, 'good.backup.gz');
    await backup(source, file);
    const content = gunzipSync(await readFile(file));
    const damaged = path.join(folder, 'damaged.gz'),
      cut = path.join(folder, 'cut.gz'),
      foreign = path.join(folder, 'foreign.gz');
    await writeFile(damaged, gzipSync(Buffer.from(content.toString().replace('Ali', 'Ela'))));
    await writeFile(cut, gzipSync(content.subarray(0, content.length - 40)));
    await writeFile(foreign, 'not a backup');
    const target = await createTestDatabase();
    try {
      const before = await epochOf(target);
      await expect(restore(target, damaged)).rejects.toThrow(/checksum/);
      await expect(restore(target, cut)).rejects.toThrow(/cut off|damaged/);
      await expect(restore(target, foreign)).rejects.toThrow(/not a backup/);
      await expect(restore(target, path.join(folder, 'none.gz'))).rejects.toThrow(/no file/);
      await withClient(target.url, async (office) => {
        await holdOfficeLock(office);
        await expect(restore(target, file)).rejects.toThrow(/running/);
      });
      expect(await epochOf(target)).toBe(before);
      expect((await target.pool.query('SELECT 1 FROM customers')).rowCount).toBe(0);
    } finally {
      await target.close();
    }
  });

  it.each([
    ['20200101000000_older', /into an empty database .* then start this version/],
    ['29990101000000_newer', /update this program first/],
  ])('says what to do with a backup of another version: %s', async (migration, says) => {
    const file = path.join(folder, `${migration}.backup.gz`);
    await backup(source, file);
    const content = gunzipSync(await readFile(file))
      .toString()
      .replace(/"migration":"[^"]+"/, `"migration":"${migration}"`)
      .replace(/sha256 [0-9a-f]+\n?$/, '');
    const sum = createHash('sha256').update(content).digest('hex');
    await writeFile(file, gzipSync(Buffer.from(`${content}sha256 ${sum}\n`)));
    const target = await createTestDatabase();
    try {
      const epoch = await epochOf(target);
      await expect(restore(target, file)).rejects.toThrow(says);
      expect(await epochOf(target)).toBe(epoch);
    } finally {
      await target.close();
    }
  });

  it('changes nothing when the database refuses a row, and the program goes on', async () => {
    const file = path.join(folder, 'refused.backup.gz');
    await backup(source, file);
    const lines = gunzipSync(await readFile(file))
      .toString()
      .split('\n');
    const at = lines.findIndex((line) => line.startsWith('{') && line.includes('"name":"customers"'));
    const [before, row, after] = [lines.slice(0, at + 1), lines[at + 1]!, lines.slice(at + 2)];
    // The second is the same customer again; what follows it keeps the file being read while the refusal arrives.
    const rows = Array.from({ length: 40_000 }, () => row);
    const content = [...before, ...rows, ...after].join('\n').replace(/sha256 [0-9a-f]+\n?$/, '');
    const sum = createHash('sha256').update(content).digest('hex');
    await writeFile(file, gzipSync(Buffer.from(`${content}sha256 ${sum}\n`)));
    const target = await createTestDatabase();
    const escaped: unknown[] = [];
    const note = (error: unknown) => escaped.push(error);
    process.prependListener('uncaughtException', note);
    try {
      const epoch = await epochOf(target);
      await expect(restore(target, file)).rejects.toThrow(/customers_pkey/);
      expect(await epochOf(target)).toBe(epoch);
      expect(escaped).toEqual([]);
    } finally {
      process.removeListener('uncaughtException', note);
      await target.close();
    }
  });

  it('is taken in one snapshot and leaves nothing behind when it fails', async () => {
    const file = path.join(folder, 'nowhere', 'x.gz');
    await expect(backup(source, file)).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
