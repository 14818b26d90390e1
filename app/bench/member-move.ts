/** How long the feed of all waits while one person's customers follow them into another team. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openBenchOffice } from './bench-office';
import { watchFeedLag } from './feed-lag';
import { rounded, say } from './report';

const LOOK_MS = 100;
const PATIENCE_MS = 900_000;
const AGENT = `WHERE id = (SELECT id FROM members WHERE role = 'agent' AND is_active ORDER BY id LIMIT 1)`;

export type MemberMoveFigures = { customers: number; feedLagMs: number; seconds: number };

/** All customers of the office are one agent's, who changes teams. */
export async function measureMemberMove(customers: number): Promise<MemberMoveFigures> {
  const office = await openBenchOffice({
    customers,
    onlyCustomers: false,
    furnish: async (pool) => {
      // By the owner's own triggers this would be what is measured.
      await pool.query('ALTER TABLE customers DISABLE TRIGGER USER');
      await pool.query(`UPDATE customers SET (owner_id, team_id) = (SELECT id, team_id FROM members ${AGENT})`);
      await pool.query('ALTER TABLE customers ENABLE TRIGGER USER');
    },
  });
  const { pool } = office;
  const countLeft = async () => {
    const { rows } = await pool.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM customers c JOIN members m ON m.id = c.owner_id
       WHERE c.team_id IS DISTINCT FROM m.team_id`,
    );
    return rows[0]!.left;
  };
  try {
    const lag = watchFeedLag(pool);
    const startedAt = performance.now();
    await pool.query(
      `UPDATE members SET team_id = (SELECT id FROM teams WHERE id <> members.team_id ORDER BY name LIMIT 1) ${AGENT}`,
    );
    const moved = await countLeft();
    if (moved < customers / 2) throw new Error(`only ${moved} of ${customers} customers had to follow`);
    await pool.query(`SELECT pg_notify('saha_jobs', 'follow-owners')`);
    while ((await countLeft()) > 0) {
      if (performance.now() - startedAt > PATIENCE_MS) throw new Error('the customers do not follow');
      await sleep(LOOK_MS);
    }
    const figures = {
      customers: moved,
      feedLagMs: lag.stop(),
      seconds: rounded((performance.now() - startedAt) / 1_000),
    };
    say(`${moved} customers followed in ${figures.seconds} s; the feed was ${figures.feedLagMs} ms behind at most`);
    return figures;
  } finally {
    await office.close();
  }
}
