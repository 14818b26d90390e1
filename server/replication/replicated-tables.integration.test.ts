import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { COLLECTIONS, parentOf, SYNC_ORDER } from '../../sync/collections/registry';
import { TABLES } from './tables';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const member = async () => {
  const id = randomUUID();
  await database.pool.query(`INSERT INTO members (id, full_name, email, role) VALUES ($1, 'A', $2, 'agent')`, [id, id]);
  return id;
};

describe('a table made replicated by one call', () => {
  it('is stamped, leaves with its customer through what stands between, and may be append-only', async () => {
    const { pool } = database;
    await pool.query(`
      CREATE TABLE boxes (id UUID PRIMARY KEY, customer_id UUID NOT NULL);
      CREATE TABLE papers (id UUID PRIMARY KEY, box_id UUID NOT NULL, title TEXT NOT NULL DEFAULT '');
      SELECT saha_replicate('boxes', 'customers', 'customer_id'); SELECT saha_replicate('papers', 'boxes', 'box_id');
      SELECT saha_append_only('papers')`);
    const [before, after] = [await member(), await member()];
    const [id, box, paper] = [randomUUID(), randomUUID(), randomUUID()];
    await pool.query(
      `INSERT INTO customers (id, source, stage, owner_id, created_by, created_at)
        VALUES ($1, 'fair', 'new', $2, $2, now())`,
      [id, before],
    );
    await pool.query('INSERT INTO boxes (id, customer_id) VALUES ($1, $2)', [box, id]);
    await pool.query('INSERT INTO papers (id, box_id) VALUES ($1, $2)', [paper, box]);
    await pool.query('UPDATE customers SET owner_id = $2 WHERE id = $1', [id, after]);
    const { rows } = await pool.query(
      'SELECT collection FROM scope_exits WHERE document_id = ANY($1) AND member_id = $2 ORDER BY collection',
      [[id, box, paper], before],
    );
    expect(rows).toEqual([{ collection: 'boxes' }, { collection: 'customers' }, { collection: 'papers' }]);
    const version = async () => (await pool.query('SELECT version::int FROM papers WHERE id = $1', [paper])).rows;
    expect(await version()).toEqual([{ version: 2 }]);
    await expect(pool.query(`UPDATE papers SET title = 'x' WHERE id = $1`, [paper])).rejects.toThrow(/append-only/);
    await expect(pool.query('DELETE FROM papers WHERE id = $1', [paper])).rejects.toThrow(/append-only/);
    expect((await pool.query(`SELECT saha_resend('papers')::int AS sent`)).rows).toEqual([{ sent: 1 }]);
    expect(await version()).toEqual([{ version: 3 }]);
  });
});

it('the catalogue says of every noun what its description says', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT name, parent AS of, parent_column AS by, append_only AS "appendOnly" FROM replicated_tables`,
  );
  for (const name of SYNC_ORDER) {
    const parent = parentOf(COLLECTIONS[name]);
    expect(rows, name).toContainEqual({
      name,
      of: parent?.of ?? null,
      by: parent === null ? null : (TABLES[name].byField.get(parent.by)?.column ?? null),
      appendOnly: COLLECTIONS[name].appendOnly,
    });
  }
});
