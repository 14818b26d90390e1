/** What left, and what did not, held against the calendar as it stood. */
import type { Pool } from 'pg';
import type { Standing } from './calendar-truth';
import { isNight, OFFSETS, wallOf } from './expected-times';
import type { Taken } from './crew';

const MINUTE_MS = 60_000;
/** A reminder that has to leave. `isMissed`: nobody was at work for as long as it was of use. */
export type Due = {
  readonly one: Standing;
  readonly offset: number;
  readonly dueMs: number;
  readonly isMissed: boolean;
};
/** By `nameOf`. */
export type Sent = Map<string, { atMs: number; channel: string }[]>;

export const nameOf = ({ key, startMs }: Standing) => `${key} ${startMs}`;

type Wrong = { readonly kind: 'invalid' | 'twice' | 'late' | 'night' };

/** What left at this moment: about what stands, in time, by day, and once on each channel. */
export function look(
  { channel, to, text }: Taken,
  truth: ReadonlyMap<string, Standing>,
  nowMs: number,
  sent: Sent,
): Wrong | null {
  const its = [...truth.values()].filter((one) => one[channel === 'sms' ? 'phone' : 'email'] === to);
  const said = its.find(({ startMs, zone }) => {
    const { day, month, time } = wallOf(startMs, zone);
    return text.includes(`${day} ${month}`) && text.includes(time);
  });
  if (said === undefined || !said.isOpen || said.isFlagged) return { kind: 'invalid' };
  if (nowMs >= said.startMs) return { kind: 'late' };
  if (isNight(nowMs, said.zone)) return { kind: 'night' };
  const name = nameOf(said);
  const before = sent.get(name) ?? [];
  sent.set(name, [...before, { atMs: nowMs, channel }]);
  const onChannel = before.filter((one) => one.channel === channel);
  return onChannel.length >= OFFSETS.length || onChannel.some(({ atMs }) => nowMs - atMs < 15 * MINUTE_MS)
    ? { kind: 'twice' }
    : null;
}

const TOO_LATE = 'too_late';

/**
 * `explained`: how many did not arrive, by what the ledger says of them. `lost`: it says nothing, or something else
 * than that it was too late where nobody was at work.
 */
export async function explainAll(
  pool: Pool,
  expected: ReadonlyMap<string, Due>,
  sent: Sent,
): Promise<{ arrived: number; explained: Record<string, number>; lost: string[] }> {
  const { rows } = await pool.query<{ name: string; why: string }>(
    `SELECT r.root_id || ' ' || r.occurrence_on || ' ' || floor(extract(epoch FROM r.starts_at) * 1000)::bigint || ' '
      || r.offset_minutes AS name,
       string_agg(CASE WHEN r.reason <> '' THEN r.reason WHEN d.state IS NULL THEN ''
         ELSE coalesce(nullif(d.reason, ''), d.state) END,
         ' then ' ORDER BY r.changed_at) AS why
     FROM reminders r LEFT JOIN deliveries d ON d.id = r.delivery_id GROUP BY 1`,
  );
  const whyOf = new Map(rows.map(({ name, why }) => [name, why.trim()]));
  let arrived = 0;
  const explained: Record<string, number> = {};
  const lost: string[] = [];
  // Of the two of one appointment as many arrived as left; which of them was late does not matter.
  const left = new Map([...sent].map(([name, its]) => [name, new Set(its.map(({ atMs }) => atMs)).size]));
  for (const [key, { one, offset, dueMs, isMissed }] of expected) {
    const name = nameOf(one);
    const found = left.get(name) ?? 0;
    const why = whyOf.get(key) ?? '';
    if (found > 0) {
      left.set(name, found - 1);
      arrived += 1;
    } else if (isMissed ? why.includes(TOO_LATE) : why !== '') explained[why] = (explained[why] ?? 0) + 1;
    else lost.push(`${key} (${offset} minutes before, due ${new Date(dueMs).toISOString()})`);
  }
  return { arrived, explained, lost };
}
