import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createPool } from '../db/pool';
import { TEMPLATE_DATABASE } from './template-database';

export type TestDatabase = {
  readonly url: string;
  /** As the office's own role, which owns nothing. */
  readonly appUrl: string;
  readonly pool: pg.Pool;
  /** Closes the pool and drops the database, whoever is still connected. */
  close(): Promise<void>;
};

/**
 * A database of its own for one test file: migrated, or `empty`. Call it in beforeAll and `close` it in afterAll.
 */
export async function createTestDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template ${kind === 'empty' ? 'template1' : TEMPLATE_DATABASE}`);
  const url = withDatabaseName(serverUrl, name);
  const pool = createPool({ databaseUrl: url, maxConnections: 10, onError: () => undefined });
  return {
    url,
    appUrl: withDatabaseName(inject('testAppUrl'), name),
    pool,
    close: async () => {
      await pool.end();
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

export function withDatabaseName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
