/** A busy office: the working days of some fifty weeks ahead are full, and hundreds of appointments recur. */
import type pg from 'pg';
import { derivedId } from '../../../sync/rules/derived-id';
import { formatRecurrence, WEEKDAYS } from '../../../sync/rules/recurrence-rule';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
export const ZONE = 'Europe/Istanbul';
/** Minutes of the day (UTC) at which single ones begin; they take three quarters of an hour. */
const SINGLES = [6 * 60, 7 * 60, 8 * 60, 10 * 60, 11 * 60];
/** Now and then the last of a day is late: in the hour in which new series are measured. */
const LATE = 13 * 60 + 15;
const LATE_EVERY_DAYS = 17;
const SERIES = [5 * 60, 9 * 60, 14 * 60 + 30, 15 * 60 + 15, 16 * 60];
/** Series began so long ago. */
const BEGUN_WEEKS = 10;
const WEEKDAYS_OF_WORK = 5;

export type Agent = { readonly id: string; readonly customers: readonly string[] };

/** Midnight (UTC) of this week's Monday, in milliseconds since 1970. */
export function mondayMs(nowMs: number): number {
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY_MS;
}

export async function readAgents(pool: pg.Pool): Promise<Agent[]> {
  const { rows } = await pool.query<Agent>(
    `SELECT m.id, array_agg(c.id ORDER BY c.id) AS customers FROM members m JOIN customers c ON c.owner_id = m.id
     WHERE m.role = 'agent' AND c.deleted_at IS NULL AND cardinality(c.shared_with) = 0 GROUP BY m.id ORDER BY m.id`,
  );
  return rows;
}

/** Nothing of it meets anything else of it. */
export async function furnishCalendar(pool: pg.Pool, appointments: number, series: number): Promise<void> {
  const agents = await readAgents(pool);
  const monday = mondayMs(Date.now());
  const row = (name: string, at: number, startMs: number, minutes: number, recurrence: string) => {
    const { id: agent_id, customers } = agents[at % agents.length]!;
    const startsAt = new Date(startMs).toISOString();
    const endsAt = new Date(startMs + minutes * MINUTE_MS).toISOString();
    const customer_id = customers[Math.floor(at / agents.length) % customers.length]!;
    return { id: derivedId('bench', name, String(at)), customer_id, agent_id, startsAt, endsAt, recurrence };
  };
  const singles = Array.from({ length: appointments }, (_, at) => {
    const nth = Math.floor(at / agents.length);
    const day = Math.floor(nth / SINGLES.length);
    const place = nth % SINGLES.length;
    const isLate = place === SINGLES.length - 1 && day % LATE_EVERY_DAYS === 0;
    const onDay = Math.floor(day / WEEKDAYS_OF_WORK) * 7 + (day % WEEKDAYS_OF_WORK);
    return row('single', at, monday + onDay * DAY_MS + (isLate ? LATE : SINGLES[place]!) * MINUTE_MS, 45, '');
  });
  const recurring = Array.from({ length: series }, (_, at) => {
    const nth = Math.floor(at / agents.length);
    const weekday = nth % WEEKDAYS_OF_WORK;
    const place = Math.floor(nth / WEEKDAYS_OF_WORK) % SERIES.length;
    const startMs = monday + (weekday - BEGUN_WEEKS * 7) * DAY_MS + SERIES[place]! * MINUTE_MS;
    const rrule = formatRecurrence({
      pattern: { every: 'week', days: [WEEKDAYS[weekday]!] },
      interval: at % 4 === 0 ? 2 : 1,
      end: { ends: 'never' },
    });
    return row('series', at, startMs, 30, rrule);
  });
  await pool.query(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, location, notes,
      status, cancel_reason,
       recurrence, created_by, created_at)
     SELECT x.id, x.customer_id, x.agent_id, 'Görüşme', 'meeting', x."startsAt", x."endsAt", '${ZONE}',
       'Kıbrıs Şehitleri Cad. 12', '',
       'confirmed', '', x.recurrence, x.agent_id, now()
     FROM json_to_recordset($1::json) AS x(id uuid, customer_id uuid, agent_id uuid, "startsAt" timestamptz,
       "endsAt" timestamptz,
       recurrence text)`,
    [JSON.stringify([...singles, ...recurring])],
  );
  await pool.query(`INSERT INTO series_horizons (root_id) SELECT id FROM appointments WHERE recurrence <> ''`);
}

/** Until the office has walked every series. */
export async function waitUntilWalked(pool: pg.Pool): Promise<void> {
  for (let patience = 600; patience > 0; patience -= 1) {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM series_horizons WHERE until_at = 'epoch'`,
    );
    if (rows[0]!.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the office did not walk its series');
}
