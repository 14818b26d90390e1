/**
 * What the role that serves people may do to what must stay as it was written: by SQL, as somebody who stole it would.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { APP_ROLE, mayRewriteAudit } from './app-role';
import { createPool } from './pool';

let database: TestDatabase;
let app: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  app = createPool({ databaseUrl: database.appUrl, maxConnections: 2, onError: () => undefined });
  await app.query(`INSERT INTO audit_events (action, after) VALUES ('auth.signedIn', '{"label": "önce"}')`);
});
afterAll(async () => {
  await app?.end();
  await database?.close();
});

const DENIED = '42501';
const refusalOf = (pool: pg.Pool, sql: string) =>
  pool.query(sql).then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  );
const trail = async () => (await database.pool.query('SELECT action, after FROM audit_events')).rows;
const WRITTEN = [{ action: 'auth.signedIn', after: { label: 'önce' } }];

describe("the app's role", () => {
  it.each([
    `UPDATE audit_events SET action = 'auth.signedOut'`,
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    'ALTER TABLE audit_events DISABLE TRIGGER USER',
    'DROP TRIGGER audit_events_append_only ON audit_events',
    'ALTER TABLE audit_events DROP COLUMN after',
    'ALTER TABLE audit_events RENAME TO forgotten',
    'DROP TABLE audit_events',
    'CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'DROP FUNCTION refuse_audit_change() CASCADE',
    'DROP SCHEMA public CASCADE',
    `CREATE TRIGGER swallow BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()`,
    `CREATE RULE swallow AS ON INSERT TO audit_events DO INSTEAD NOTHING`,
    'SET session_replication_role = replica',
    `UPDATE _prisma_migrations SET checksum = ''`,
    ...['consents', 'suppressions', 'secret_keys'].flatMap((table) => [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]),
  ])('may not: %s', async (sql) => {
    const outcome = await refusalOf(app, sql);
    expect(outcome).toBe(DENIED);
    expect(await trail()).toEqual(WRITTEN);
  });

  it('may not grant itself more', async () => {
    await refusalOf(app, `GRANT ALL ON audit_events TO ${APP_ROLE}`); // PostgreSQL passes over it with a warning
    expect(await refusalOf(app, 'DELETE FROM audit_events')).toBe(DENIED);
    expect(await refusalOf(app, `ALTER ROLE ${APP_ROLE} SUPERUSER`)).toBe(DENIED);
    expect(await mayRewriteAudit(app)).toBe(false);
  });

  it('may add to the trail and read it, and work with the rest', async () => {
    expect(await refusalOf(app, 'SELECT count(*) FROM audit_events')).toBe('done');
    expect(await refusalOf(app, `INSERT INTO teams (id, name) VALUES (gen_random_uuid(), 'Ege')`)).toBe('done');
    expect(await refusalOf(app, `UPDATE teams SET name = 'Ege Ekibi'`)).toBe('done');
    expect(await refusalOf(app, 'DELETE FROM teams')).toBe('done');
  });

  it('is what makes the difference: the owner can', async () => {
    expect(await mayRewriteAudit(database.pool)).toBe(true);
    expect(await refusalOf(database.pool, 'DELETE FROM audit_events')).toBe('23000');
    expect(await refusalOf(database.pool, 'ALTER TABLE audit_events DISABLE TRIGGER USER')).toBe('done');
    expect(await refusalOf(database.pool, 'DELETE FROM audit_events')).toBe('done');
  });
});
