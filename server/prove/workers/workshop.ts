/** An office whose workers may die, and what is done when one has. */
import { decideUnknown } from '../../features/deliveries/outcomes.store';
import { tendDeliveriesJob } from '../../features/deliveries/tend-deliveries.job';
import { hearAll, type Outgoing } from '../../test/outgoing';
import type { Random } from '../../../prisma/factories/random';

export type Workshop = {
  readonly out: Outgoing;
  readonly url: string;
  readonly clock: { nowMs: number };
  readonly random: Random;
  /** What nobody knows is tried again without a word: the mistake that has to be found. */
  readonly isBlind: boolean;
  readonly problems: string[];
  readonly counts: Record<string, number>;
};

const PATIENCE_MS = 5_000;

/** The time of every claim is over, and whoever looks after such does. */
export async function giveUpClaimsNow({ out, isBlind }: Workshop): Promise<void> {
  const { pool } = out.deps;
  await pool.query(
    `UPDATE deliveries SET claimed_at = claimed_at - interval '31 seconds' WHERE id IN (
       SELECT id FROM deliveries WHERE state = 'sending' ORDER BY id FOR UPDATE SKIP LOCKED)`,
  );
  await tendDeliveriesJob.run(out.deps, AbortSignal.timeout(PATIENCE_MS));
  if (isBlind)
    await pool.query(
      `UPDATE deliveries SET state = 'queued', claim_token = NULL, not_before = now() WHERE state = 'unknown'`,
    );
}

/** The provider says what it knows; of what it has never seen a manager says that it shall go again. */
export async function endAll(workshop: Workshop): Promise<void> {
  const { out } = workshop;
  while ((await out.carry()) === 0);
  await new Promise((go) => setTimeout(go, 5));
  await hearAll(out);
  const { rows } = await out.deps.pool.query<{ id: string }>(`SELECT id FROM deliveries WHERE state = 'unknown'`);
  const taken = new Set(out.provider.taken.map(({ tags }) => tags['delivery']));
  for (const { id } of rows) {
    if (taken.has(id)) workshop.problems.push(`${id} is unknown although the provider has said what became of it`);
    else await decideUnknown(out.deps.pool, id, 'again');
  }
  while ((await out.carry()) === 0);
  await new Promise((go) => setTimeout(go, 5));
  await hearAll(out);
}
