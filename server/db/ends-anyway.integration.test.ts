import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { endsAnyway } from './ends-anyway';
import { surviving } from './pool';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());

const open = (patienceMs = 100) => {
  const pool = surviving(new pg.Pool({ connectionString: database.url, max: 3 }), () => undefined);
  return { pool, end: endsAnyway(pool, patienceMs) };
};

it('ends although somebody never gives a connection back', async () => {
  const { pool, end } = open();
  await pool.connect();
  await end();
  expect(pool.totalCount).toBe(0);
});

it('fails the statement of whoever is slow, who may give the connection back then', async () => {
  const { pool, end } = open();
  const client = await pool.connect();
  const slow = client.query('SELECT pg_sleep(30)').catch((error: unknown) => error);
  await end();
  expect(await slow).toBeInstanceOf(Error);
  expect(() => client.release()).not.toThrow();
  expect(pool.totalCount).toBe(0);
});

it('fails the statement whose connection is made only when the patience is over', async () => {
  const { pool, end } = open(0);
  const statement = pool.query('SELECT pg_sleep(30)').catch((error: unknown) => error);
  await end();
  expect(await statement).toBeInstanceOf(Error);
  expect(pool.totalCount).toBe(0);
});

it('waits for nobody where everybody has given theirs back', async () => {
  const { pool, end } = open();
  expect((await pool.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await end();
  expect(pool.ended).toBe(true);
});
