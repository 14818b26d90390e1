import { SCOPED_COLLECTIONS } from '../../../sync/collections/registry';
import type { Deps } from '../../deps';
import type { Job } from '../../lib/job';
import { moveToTeamOfOwner, readLeftBehind } from './follow-owners.store';

const EVERY_MS = 5 * 60_000;
const LOOK_MS = 15_000;
/** Each is written anew with everything that hangs on it, and the feed of all waits for the slice to end. */
const SLICE = 50;
/** A device asks for all it may see when it is told: not after every slice. */
const TELL_EVERY_MS = 1_000;

/**
 * Customers go where their owner has gone (sync/README.md §4.4): an owner who changes teams takes them along in slices,
 * each a transaction of its own. Until a slice has moved, the team of before sees its customers, and the owner all of
 * them. What waits is read from the rows, so a move goes on wherever a process died, and one that is taken back stops.
 */
export const followOwnersJob: Job = {
  name: 'follow-owners',
  everyMs: EVERY_MS,
  run: followOwners,
};

/** One look of the job; answers 0 when more are left. `slice`: how many customers go at a time. */
export async function followOwners(
  { pool, hub, log }: Pick<Deps, 'pool' | 'hub' | 'log'>,
  signal: AbortSignal,
  slice = SLICE,
): Promise<number | null> {
  const endsAt = performance.now() + LOOK_MS;
  let moved = 0;
  let untold = 0;
  let toldAt = performance.now();
  const tell = () => {
    if (untold > 0) hub.publish([...SCOPED_COLLECTIONS]);
    untold = 0;
    toldAt = performance.now();
  };
  try {
    for (const { ownerId, ids } of await readLeftBehind(pool))
      for (let at = 0; at < ids.length; at += slice) {
        if (signal.aborted || performance.now() > endsAt) return 0;
        const count = await moveToTeamOfOwner(pool, ownerId, ids.slice(at, at + slice));
        moved += count;
        untold += count;
        if (performance.now() - toldAt > TELL_EVERY_MS) tell();
      }
    return null;
  } finally {
    tell();
    if (moved > 0) log.info({ moved }, 'customers followed their owners into another team');
  }
}
