/** What stands at a moment, read apart from everything that reminds. */
import type { Pool } from 'pg';

export type Standing = {
  readonly key: string;
  readonly rootId: string;
  readonly on: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly zone: string;
  readonly agentId: string;
  readonly customerId: string;
  readonly phone: string;
  readonly email: string;
  readonly isOpen: boolean;
  isFlagged: boolean;
};
type Row = Omit<Standing, 'key' | 'startMs' | 'endMs' | 'isFlagged'> & { startsAt: string; endsAt: string };

/** `accepted`: pairs that somebody knowingly left, as `pairOf` names them. */
export async function readTruth(pool: Pool, accepted: ReadonlySet<string>): Promise<Map<string, Standing>> {
  const { rows } = await pool.query<Row>(
    `SELECT o.root_id AS "rootId", o.occurrence_on AS "on", o.starts_at AS "startsAt", o.ends_at AS "endsAt", a.zone,
      o.agent_id AS "agentId",
       o.customer_id AS "customerId", c.phone, c.email,
       CASE WHEN a.occurrence_on <> '' AND NOT 'status' = ANY (a.own) THEN s.status ELSE a.status
         END IN ('confirmed', 'approved') AS "isOpen"
     FROM occurrences o JOIN appointments a ON a.id = o.appointment_id LEFT JOIN appointments s ON s.id = a.series_id
       JOIN customers c ON c.id = o.customer_id`,
  );
  const standing = rows.map(({ startsAt, endsAt, ...row }): Standing => ({
    ...row,
    key: `${row.rootId} ${row.on}`,
    startMs: Date.parse(startsAt),
    endMs: Date.parse(endsAt),
    isFlagged: false,
  }));
  for (const people of ['agentId', 'customerId'] as const) {
    const byPerson = new Map<string, Standing[]>();
    for (const one of standing) byPerson.set(one[people], [...(byPerson.get(one[people]) ?? []), one]);
    for (const its of byPerson.values()) {
      its.sort((a, b) => a.startMs - b.startMs);
      its.forEach((one, at) => {
        for (let next = at + 1; next < its.length; next += 1) {
          const other = its[next]!;
          if (other.startMs >= one.endMs) break;
          if (!accepted.has(pairOf(one.key, other.key))) one.isFlagged = other.isFlagged = true;
        }
      });
    }
  }
  return new Map(standing.map((one) => [one.key, one]));
}

export const pairOf = (a: string, b: string) => [a, b].sort().join(' | ');
