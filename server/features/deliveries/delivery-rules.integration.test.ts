/** The table of sync/rules/delivery.ts and PostgreSQL's are one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { canMoveDelivery, DELIVERY_REASONS, DELIVERY_STATES, deliveryRank } from '../../../sync/rules/delivery';
import { createTestDatabase, type TestDatabase } from '../../test/database';
import { giveUpClaims } from './deliveries.store';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('allows the same steps on both sides, for all pairs of states and reasons', async () => {
  const { rows } = await database.pool.query<{
    s: string;
    r: string;
    s2: string;
    r2: string;
    ok: boolean;
    rank: number;
  }>(
    `SELECT a.s, b.r, c.s AS s2, d.r AS r2, may_move_delivery(a.s, b.r, c.s, d.r) AS ok, delivery_rank(a.s, b.r) AS rank
     FROM unnest($1::text[]) a(s), unnest($2::text[]) b(r), unnest($1::text[]) c(s), unnest($2::text[]) d(r)`,
    [DELIVERY_STATES, DELIVERY_REASONS],
  );
  expect(rows).toHaveLength((DELIVERY_STATES.length * DELIVERY_REASONS.length) ** 2);
  const different = rows.filter(
    ({ s, r, s2, r2, ok, rank }) =>
      canMoveDelivery([s, r] as never, [s2, r2] as never) !== ok || deliveryRank(s as never, r as never) !== rank,
  );
  expect(different).toEqual([]);
});

it('lets the rank shrink only towards waiting', () => {
  for (const from of DELIVERY_STATES)
    for (const to of DELIVERY_STATES)
      if (canMoveDelivery([from, ''], [to, '']) && deliveryRank(to, '') < deliveryRank(from, ''))
        expect([to, ['sending', 'unknown'].includes(from)]).toEqual(['queued', true]);
});

it('is held by the database whoever writes', async () => {
  const id = uuidv7();
  await database.pool.query(
    `INSERT INTO deliveries (id, purpose, channel, basis, address_key, dedupe_key)
      VALUES ($1::uuid, 'message', 'email', 'person', address_key('a@b.example'), $1::text)`,
    [id],
  );
  const move = (state: string) => database.pool.query('UPDATE deliveries SET state = $2 WHERE id = $1', [id, state]);
  for (const state of ['sending', 'unknown', 'queued', 'sending', 'sent', 'delivered', 'complained']) await move(state);
  for (const state of ['queued', 'sent', 'delivered', 'bounced', 'unknown', 'cancelled'])
    await expect(move(state)).rejects.toMatchObject({ code: '23000' });
});

// Two workers that looked at once, each holding what the other wanted, ended in a deadlock.
it('gives up what a dead worker held without waiting for rows that somebody has in hand', async () => {
  const ids = [uuidv7(), uuidv7()];
  for (const id of ids)
    await database.pool.query(
      `INSERT INTO deliveries (id, purpose, channel, basis, address_key, dedupe_key, state, claimed_at)
       VALUES ($1::uuid, 'message', 'email', 'person', address_key('a@b.example'), $1::text, 'sending',
         now() - interval '31 seconds')`,
      [id],
    );
  const holder = await database.pool.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM deliveries WHERE id = $1 FOR UPDATE', [ids[0]]);
    expect(await giveUpClaims(database.pool)).toBe(1);
    await holder.query('COMMIT');
    expect(await giveUpClaims(database.pool)).toBe(1);
  } finally {
    holder.release();
  }
});
