/** The office's check of a series that arrives: its dates are walked, who is booked twice is flagged on both sides. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { parseConfig } from '../../../server/config';
import { openJournal } from '../../../server/db/journal';
import { closeDeps, createDeps } from '../../../server/deps';
import { findClashes, walkSeries } from '../../../server/features/appointments/find-clashes';
import { createLogger } from '../../../server/lib/logger';
import { ZONE } from './furnish-calendar';
import type { NewSeries } from './new-series';

/** So often each of them is checked. */
const ROUNDS = 4;
const ROLLED_BACK = new Error('measured');

/** Milliseconds of each check; `found`: clashes of the one with most. Each is undone: none meets the one before. */
export async function checkAtOffice(
  pool: pg.Pool,
  series: readonly NewSeries[],
): Promise<{ takenMs: number[]; found: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-bench-check-'));
  const journals = path.join(folder, 'journal');
  const deps = createDeps({
    config: parseConfig({ SAHA_ORIGIN: 'https://saha.example', SAHA_JOURNAL_DIR: journals }, folder),
    pool,
    log: createLogger('silent'),
    journal: openJournal(journals),
  });
  const takenMs: number[] = [];
  let found = 0;
  try {
    for (const { customerId, agentId, startsAt, endsAt, rrule } of Array.from(
      { length: ROUNDS },
      () => series,
    ).flat()) {
      const id = uuidv7();
      const check = deps.withinOffice('appointments', 'bench:calendar', async (context) => {
        await context.client.query(
          `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, location, notes,
            status,
             cancel_reason, recurrence, created_by, created_at)
           VALUES ($1, $2, $3, 'Ölçüm', 'meeting', $4, $5, '${ZONE}', '', '', 'confirmed', '', $6, $3, now())`,
          [id, customerId, agentId, startsAt, endsAt, rrule],
        );
        const startedAt = performance.now();
        await walkSeries(context, [id]);
        await findClashes(context, [id]);
        takenMs.push(performance.now() - startedAt);
        const { rows } = await context.client.query<{ count: number }>(
          'SELECT count(*)::int AS count FROM appointment_clashes WHERE a_root = $1 OR b_root = $1',
          [id],
        );
        found = Math.max(found, rows[0]!.count);
        throw ROLLED_BACK;
      });
      await check.catch((error: unknown) => {
        if (error !== ROLLED_BACK) throw error;
      });
    }
    return { takenMs, found };
  } finally {
    await closeDeps(deps);
    await rm(folder, { recursive: true, force: true });
  }
}
