/** A worker that dies with messages in its hands, and what is done about those. */
import { tendDeliveriesJob } from '../../features/deliveries/tend-deliveries.job';
import type { Deps } from '../../deps';

const PATIENCE_MS = 5_000;
const LONG_FOR_A_CLAIM = '31 seconds';

/** Dies as the last of `sends` was handed over, before it heard so. Answers whether it came to that. */
export async function carryAndDie(deps: Deps, sends: number, carry: (deps: Deps) => Promise<void>): Promise<boolean> {
  const never = new Promise<never>(() => undefined);
  let left = sends;
  let tell: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const send: Deps['whatsapp']['send'] = async (message) => {
    if (left <= 0) return never;
    left -= 1;
    const isLast = left === 0;
    const handed = await deps.whatsapp.send(message);
    if (!isLast) return handed;
    tell();
    return never;
  };
  await Promise.race([carry({ ...deps, whatsapp: { ...deps.whatsapp, send } }), death]);
  if (left > 0) return false;
  await giveUpTheDead(deps);
  return true;
}

/**
 * Their claims are given up as if their time were over. To be called when nobody who lives carries anything, and once
 * more in the end: the dead go on claiming here for as long as they were patient. What a last statement of theirs holds
 * is left to that end; waiting for it, several rows at once, would be a deadlock.
 */
export async function giveUpTheDead(deps: Deps): Promise<void> {
  await deps.pool.query(
    `UPDATE deliveries SET claimed_at = claimed_at - interval '${LONG_FOR_A_CLAIM}' WHERE id IN (
       SELECT id FROM deliveries WHERE state = 'sending' ORDER BY id FOR UPDATE SKIP LOCKED)`,
  );
  await tendDeliveriesJob.run(deps, AbortSignal.timeout(PATIENCE_MS));
}
