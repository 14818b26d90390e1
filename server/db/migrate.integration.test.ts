import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { migrate } from './migrate';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase('empty');
  folder = await mkdtemp(path.join(tmpdir(), 'saha-migrations-'));
  await writeFile(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}
const run = () => migrate(database.url, folder);
/** The empty database in the hands of a role that may log in and nothing else, as README makes it. */
async function plainOwner(): Promise<{ ownerUrl: string; close(): Promise<void> }> {
  const name = `owner_${randomBytes(8).toString('hex')}`;
  const { rows } = await database.pool.query<{ name: string }>('SELECT current_database() AS name');
  await database.pool.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  await database.pool.query(`ALTER DATABASE ${rows[0]?.name} OWNER TO ${name}`);
  const url = new URL(database.url);
  url.username = url.password = name;
  const close = async () => {
    await database.pool.query(`REASSIGN OWNED BY ${name} TO CURRENT_USER; DROP OWNED BY ${name}; DROP ROLE ${name}`);
  };
  return { ownerUrl: url.href, close };
}
const records = async () =>
  (await database.pool.query('select * from _prisma_migrations order by migration_name')).rows as Record<
    string,
    unknown
  >[];

describe('migrate', () => {
  it('applies what is missing, in order, and records it as Prisma does', async () => {
    const first = 'create table a (id int);\ncreate index on a (id);\n';
    await write('20260101000000_first', first);
    await write(
      '20260102000000_second',
      'alter table a add b text; create function f() returns int language sql as $$ select 1; $$;',
    );
    expect(await run()).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(await run()).toEqual([]);
    await write('20260103000000_third', "insert into a values (1, 'x');");
    expect(await run()).toEqual(['20260103000000_third']);
    const rows = await records();
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      checksum: createHash('sha256').update(first).digest('hex'),
      migration_name: '20260101000000_first',
      started_at: expect.stringMatching(/Z$/),
      finished_at: expect.stringMatching(/Z$/),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    });
  });

  it('keeps nothing of a migration that fails, and says where', async () => {
    await write('20260101000000_broken', 'create table a (id int);\ncreate table b (id nosuchtype);\n');
    await expect(run()).rejects.toThrow(/20260101000000_broken failed .*nosuchtype.*line 2/);
    expect(await records()).toEqual([]);
    expect((await database.pool.query("select to_regclass('a') as a")).rows).toEqual([{ a: null }]);
  });

  it('refuses a migration that was changed after it had been applied, but not other line ends', async () => {
    await write('20260101000000_first', 'create table a (\n id int);\n');
    await run();
    await write('20260101000000_first', 'create table a (\r\n id int);\r\n');
    expect(await run()).toEqual([]);
    await write('20260101000000_first', 'create table a (\n id bigint);\n');
    await expect(run()).rejects.toThrow('20260101000000_first was changed after');
  });

  it('refuses a database that is newer than the program', async () => {
    await write('20260101000000_first', 'create table a (id int);');
    await write('20260102000000_second', 'create table b (id int);');
    await run();
    await rm(path.join(folder, '20260102000000_second'), { recursive: true });
    await expect(run()).rejects.toThrow('newer than this program (it has 20260102000000_second)');
  });

  it('refuses to go on after a migration that Prisma left half done', async () => {
    await write('20260101000000_first', 'create table a (id int);');
    await run();
    await database.pool.query('update _prisma_migrations set finished_at = null');
    await expect(run()).rejects.toThrow('20260101000000_first began and did not end');
  });

  it('lets processes that start together wait for one another', async () => {
    await write('20260101000000_first', 'select pg_sleep(0.3); create table a (id int);');
    const results = await Promise.all([run(), run(), run()]);
    expect(results.filter((applied) => applied.length === 1)).toHaveLength(1);
    expect(await records()).toHaveLength(1);
  });

  it("applies the office's own migrations", async () => {
    expect((await migrate(database.url)).length).toBeGreaterThan(0);
    expect(await migrate(database.url)).toEqual([]);
  });

  it("applies the office's own migrations as an owner who is no superuser", async () => {
    const { ownerUrl, close } = await plainOwner();
    try {
      expect((await migrate(ownerUrl)).length).toBeGreaterThan(0);
      const { rows } = await database.pool.query(
        `SELECT pg_get_userbyid(proowner) = current_user AS "isOurs", proconfig AS settings FROM pg_proc
          WHERE proname = 'erase_customer'`,
      );
      expect(rows).toEqual([{ isOurs: false, settings: ['search_path=public, pg_temp'] }]);
    } finally {
      await close();
    }
  });

  it('goes on from migrations as they were before they were rewritten', async () => {
    await migrate(database.url);
    await database.pool.query(
      `UPDATE _prisma_migrations SET checksum = 'c516a3107e5b3439f5f2c2a52ba16196453f854744ad9d7d86cc94c78468a19f'
        WHERE migration_name = '20261130030000_erasure'`,
    );
    expect(await migrate(database.url)).toEqual([]);
    await database.pool.query(
      `UPDATE _prisma_migrations SET checksum = 'c516a3107e5b3439f5f2c2a52ba16196453f854744ad9d7d86cc94c78468a19f'
        WHERE migration_name = '20261204000000_imports'`,
    );
    await expect(migrate(database.url)).rejects.toThrow('20261204000000_imports was changed after');
  });
});
