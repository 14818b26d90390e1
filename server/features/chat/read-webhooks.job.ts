import type { Deps } from '../../deps';
import { readWebhook } from '../../gateways/whatsapp/read-webhook';
import type { Job } from '../../lib/job';
import { forgetOld, holdWaiting, noteFailed, noteProcessed } from './inbox.store';
import { recordEvents } from './record-events';

const SLICE_MS = 15_000;
const AT_ONCE = 20;
const FORGOTTEN_AT_ONCE = 2_000;
const CAUSE = 'job:read-webhooks';

/**
 * Reads what was kept of webhooks. What cannot be read is tried alone a few times, then left for an admin to ask for.
 */
export const readWebhooksJob: Job = {
  name: 'read-webhooks',
  everyMs: 60_000,
  run: async (deps, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    let most = AT_ONCE;
    while (!signal.aborted && performance.now() < endsAtMs) {
      const read = await readSome(deps, most);
      if (read === 'failed') {
        most = 1;
        continue;
      }
      if (read < most) {
        await forgetOld(deps.pool, FORGOTTEN_AT_ONCE);
        return null;
      }
    }
    return 0;
  },
};

async function readSome(deps: Deps, most: number): Promise<number | 'failed'> {
  let held: readonly string[] = [];
  try {
    const told = await recordEvents(deps, CAUSE, async (client) => {
      const rows = await holdWaiting(client, most);
      held = rows.map(({ id }) => id);
      if (held.length > 0) await noteProcessed(client, held);
      return rows.map(({ lineId, receivedAt, raw }) => ({
        lineId,
        receivedAt,
        isPulled: false,
        events: readWebhook(raw),
      }));
    });
    return told.length;
  } catch (error) {
    deps.log.error({ err: error, events: held }, 'what was told of a line could not be taken in');
    if (held.length === 0) throw error;
    // Of several nobody knows which it was: one by one from here on.
    if (most === 1) await noteFailed(deps.pool, held, error instanceof Error ? error.message : '');
    return 'failed';
  }
}
