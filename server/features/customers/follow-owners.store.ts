import type { Pool } from 'pg';
import { inTransaction } from '../../db/in-transaction';

export type LeftBehind = { readonly ownerId: string; readonly ids: readonly string[] };

/** The customers that are in another team than their owner, deleted ones as well: by owner, ids in their order. */
export async function readLeftBehind(pool: Pool): Promise<LeftBehind[]> {
  const { rows } = await pool.query<LeftBehind>(
    `SELECT c.owner_id AS "ownerId", array_agg(c.id ORDER BY c.id) AS ids
     FROM customers c JOIN members m ON m.id = c.owner_id
     WHERE c.team_id IS DISTINCT FROM m.team_id GROUP BY c.owner_id ORDER BY c.owner_id`,
  );
  return rows;
}

/**
 * Those of the customers that are still the owner's come into the team that the owner is in now; answers how many
 * had to. The owner is held meanwhile: who moves again waits for the slice, and who looks after that sees what it left.
 * Then the rows in the order of ids, as pushes take them.
 */
export function moveToTeamOfOwner(pool: Pool, ownerId: string, ids: readonly string[]): Promise<number> {
  return inTransaction(pool, async (client) => {
    const {
      rows: [owner],
    } = await client.query<{ teamId: string | null }>(
      'SELECT team_id AS "teamId" FROM members WHERE id = $1 FOR SHARE',
      [ownerId],
    );
    if (owner === undefined) return 0;
    const moved = await client.query(
      `UPDATE customers SET team_id = $2::uuid WHERE id IN (
         SELECT id FROM customers WHERE id = ANY($3::uuid[]) AND owner_id = $1 AND team_id IS DISTINCT FROM $2::uuid
         ORDER BY id FOR UPDATE)`,
      [ownerId, owner.teamId, ids],
    );
    return moved.rowCount ?? 0;
  });
}
