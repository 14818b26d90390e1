import { Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const first = async (sql: string, params: unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(sql, params)).rows[0];

describe('pool', () => {
  it('reads numbers, instants and dates as documented', async () => {
    expect(
      await first(`select 42::int8 as small, 9007199254740993::int8 as big, array[1, null]::int8[] as many,
      timestamptz '2026-03-29 04:30:00.5+03' as at, array[timestamptz '2026-01-01 00:00:00+00'] as ats, date '2026-02-28' as on_date`),
    ).toEqual({
      small: 42,
      big: '9007199254740993',
      many: [1, null],
      at: '2026-03-29T01:30:00.500Z',
      ats: ['2026-01-01T00:00:00.000Z'],
      on_date: '2026-02-28',
    });
  });

  it('runs in UTC and gives up on hanging statements and transactions', async () => {
    expect(
      await first(`select current_setting('TimeZone') as zone, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`),
    ).toEqual({ zone: 'UTC', statement: '30s', idle: '30s' });
  });

  it("lives on when a connection breaks in somebody's hands", async () => {
    const client = await database.pool.connect();
    const {
      rows: [mine],
    } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query('begin');
    await database.pool.query('select pg_terminate_backend($1)', [mine!.pid]);
    await expect
      .poll(() =>
        client.query('select 1').then(
          () => 'works',
          () => 'broken',
        ),
      )
      .toBe('broken');
    client.release(true);
    expect(await first('select 1 as one')).toEqual({ one: 1 });
  });

  // Overnight a firewall forgot the connection that listens: changes and wake-ups of others were not heard any more.
  it('asks of a silent connection whether the other side is still there, also of one made of its options', async () => {
    const asked: unknown[] = [];
    class Watched extends Socket {
      override setKeepAlive(...how: Parameters<Socket['setKeepAlive']>): this {
        asked.push(how);
        return super.setKeepAlive(...how);
      }
    }
    const client = new pg.Client(Object.assign(database.pool.options, { stream: () => new Watched() }));
    await client.connect();
    await client.end();
    expect(asked).toEqual([[true, 60_000]]);
  });

  it('sorts and folds Turkish', async () => {
    expect(
      await first(
        `select lower('IŞIK İĞDE') as folded, (select string_agg(x, '' order by x) from unnest(array['ı','z','ç','c','i','d','ğ']) x) as sorted`,
      ),
    ).toEqual({ folded: 'ışık iğde', sorted: 'cçdğıiz' });
  });
});
