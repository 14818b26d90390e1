/** What became of a delivery that was handed over. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../deps';
import { holdChannelOf, recordAccepted, recordEnd, recordPostponed } from './deliveries.store';
import type { HandOver } from './hand-over';

const RECORD_TRIES = 5;

/**
 * Tried a few times: the database may be away for a moment. What could not be recorded becomes `unknown` by itself and
 * is decided by the provider's word.
 */
export async function recordHandOver(deps: Deps, token: string, id: string, outcome: HandOver): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write(deps, token, id, outcome);
    } catch (error) {
      deps.log.warn({ err: error, deliveryId: id, attempt }, 'what became of a delivery could not be recorded');
      if (attempt === RECORD_TRIES) return;
      await sleep(200 * attempt);
    }
  }
}

async function write({ pool }: Deps, token: string, id: string, outcome: HandOver): Promise<void> {
  switch (outcome.kind) {
    case 'accepted':
      return recordAccepted(pool, id, outcome.provider, outcome.providerId, outcome.size);
    case 'postponed':
      if (outcome.isForAll === true) await holdChannelOf(pool, id, outcome.afterMs);
      return recordPostponed(pool, token, id, outcome.reason, outcome.afterMs);
    case 'failed':
      return recordEnd(pool, token, id, 'failed', outcome.reason);
    case 'unknown':
      return recordEnd(pool, token, id, 'unknown', 'no_answer', outcome.size);
  }
}
