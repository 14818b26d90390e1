/** How far the feed of the devices is behind. */
import type pg from 'pg';

const LOOK_MS = 50;

type Looked = { readonly at: number; readonly oldest: bigint; readonly next: bigint };

/**
 * The most by which the devices' feed is behind from now on until it is stopped, by the line that pull itself goes by:
 * how long ago it was that every transaction had ended which had begun to write by then.
 */
export function watchFeedLag(pool: pg.Pool): { stop(): number } {
  let most = 0;
  let isLooking = false;
  const looked: Looked[] = [];
  const look = async () => {
    const { rows } = await pool.query<{ oldest: string; next: string }>(
      `SELECT pg_snapshot_xmin(s)::text AS oldest, pg_snapshot_xmax(s)::text AS next FROM pg_current_snapshot() AS s`,
    );
    const [found] = rows;
    if (found === undefined) return;
    looked.push({ at: performance.now(), oldest: BigInt(found.oldest), next: BigInt(found.next) });
    const { at, oldest } = looked[looked.length - 1] as Looked;
    while (looked.length > 1 && (looked[1] as Looked).next <= oldest) looked.shift();
    most = Math.max(most, Math.round(at - (looked[0] as Looked).at));
  };
  const watching = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => (isLooking = false));
  }, LOOK_MS);
  return {
    stop: () => {
      clearInterval(watching);
      return most;
    },
  };
}
