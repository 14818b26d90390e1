import type { Deps } from '../deps';
import { readSending, type Sending } from '../features/office/may-send';
import { readFeedLag, type FeedLag } from './feed-lag';

const MAX_DEVICES = 200;

export type DeviceStatus = {
  readonly deviceId: string;
  readonly memberId: string;
  readonly label: string;
  /** When it last introduced itself, an instant; null: never. */
  readonly lastSyncAt: string | null;
  /** Documents that had to be written anew for it, and such that it should not have had. */
  readonly rewritten: number;
  readonly removed: number;
  readonly lastRepairAt: string | null;
};
export type SystemStatus = {
  readonly now: string;
  readonly feed: FeedLag;
  readonly sending: Sending;
  readonly repairs: { readonly rewritten: number; readonly removed: number };
  /** Work of lost devices that an admin has not decided about. */
  readonly surrendered: number;
  /** null: shared through MongoDB, where this is not counted. */
  readonly jobs: { readonly waiting: number; readonly overdue: number; readonly failed: number } | null;
  /** Those mended first, then those seen last. */
  readonly devices: readonly DeviceStatus[];
};

/** How the office is, for admins. Numbers and names of devices; nothing of what is in the records. */
export async function systemStatus(deps: Deps): Promise<SystemStatus> {
  const { pool } = deps;
  const now = new Date(deps.now());
  const [feed, sending, totals, devices] = await Promise.all([
    readFeedLag(pool),
    readSending(deps),
    pool.query<{
      rewritten: number;
      removed: number;
      surrendered: number;
      waiting: number;
      overdue: number;
      failed: number;
    }>(
      `SELECT coalesce((SELECT sum(rewritten) FROM repairs), 0)::float8 AS rewritten,
        coalesce((SELECT sum(removed) FROM repairs), 0)::float8 AS removed,
         (SELECT count(DISTINCT device_id)::int FROM surrendered_work WHERE outcome IS NULL AND documents > 0) AS
           surrendered,
         (SELECT count(*)::int FROM agenda_jobs WHERE next_run_at IS NOT NULL) AS waiting,
         (SELECT count(*)::int FROM agenda_jobs WHERE next_run_at < $1::timestamptz - interval '10 minutes') AS overdue,
         (SELECT count(*)::int FROM agenda_jobs WHERE failed_at IS NOT NULL
           AND failed_at >= coalesce(last_finished_at, failed_at)) AS failed`,
      [now],
    ),
    pool.query<DeviceStatus>(
      `SELECT d.id AS "deviceId", d.member_id AS "memberId", d.label, d.last_sync_at AS "lastSyncAt",
         coalesce(sum(r.rewritten), 0)::float8 AS rewritten, coalesce(sum(r.removed), 0)::float8 AS removed,
           max(r.last_at) AS "lastRepairAt"
       FROM devices d LEFT JOIN repairs r ON r.device_id = d.id GROUP BY d.id
       ORDER BY max(r.last_at) DESC NULLS LAST, d.last_sync_at DESC NULLS LAST LIMIT ${MAX_DEVICES}`,
    ),
  ]);
  const { rewritten, removed, surrendered, ...jobs } = totals.rows[0]!;
  return {
    now: now.toISOString(),
    feed,
    sending,
    repairs: { rewritten, removed },
    surrendered,
    jobs: deps.config.mongodbUrl === null ? jobs : null,
    devices: devices.rows,
  };
}
