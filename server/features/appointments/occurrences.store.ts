/** The table of occurrences, and which of them meet. All of it within a transaction that somebody else ends. */
import type { ClientBase } from 'pg';
import type { AppointmentFields, FoundClash } from '../../../sync/collections/appointment';

/** Of an appointment, what says where its occurrences are. */
const FIELDS = `id, customer_id AS "customerId", agent_id AS "agentId", title, kind, starts_at AS "startsAt",
  ends_at AS "endsAt",
  zone, location, notes, status, cancel_reason AS "cancelReason", created_by AS "createdBy", created_at AS "createdAt",
  coalesce(deleted_at::text, '') AS "deletedAt", recurrence, coalesce(root_id::text, '') AS "rootId",
  coalesce(series_id::text, '') AS "seriesId", occurrence_on AS "occurrenceOn", own`;

/** Series and changed occurrences of these roots; of an id that is a part of another root, nothing. */
export async function partsOfRoots(client: ClientBase, roots: readonly string[]): Promise<AppointmentFields[]> {
  const { rows } = await client.query<AppointmentFields>({
    name: 'parts-of-roots',
    text: `SELECT ${FIELDS} FROM appointments WHERE id = ANY($1::uuid[]) AND recurrence <> '' AND root_id IS NULL
     UNION ALL
     SELECT ${FIELDS} FROM appointments WHERE root_id = ANY($1::uuid[]) AND (recurrence <> '' OR occurrence_on <> '')`,
    values: [roots],
  });
  return rows;
}

export type OccurrenceRow = {
  readonly root_id: string;
  readonly occurrence_on: string;
  readonly appointment_id: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly agent_id: string;
  readonly customer_id: string;
};
const COLUMNS = 'root_id, occurrence_on, appointment_id, starts_at, ends_at, agent_id, customer_id';

/**
 * Puts these in the place of what stood of the series of these roots from `fromAt` on, which are known until `untilAt`
 * from now on. What is further back stays as it stood: reports ask for it.
 */
export async function replaceOccurrences(
  client: ClientBase,
  roots: readonly string[],
  rows: readonly OccurrenceRow[],
  fromAt: string,
  untilAt: string,
): Promise<void> {
  await client.query({
    name: 'replace-occurrences',
    text: `WITH x AS MATERIALIZED (
       SELECT * FROM json_to_recordset($2::json) AS x(root_id uuid, occurrence_on text, appointment_id uuid,
         starts_at timestamptz, ends_at timestamptz, agent_id uuid, customer_id uuid)
     ),
     gone AS (
       DELETE FROM occurrences o WHERE o.root_id = ANY($1::uuid[]) AND o.occurrence_on <> '' AND o.ends_at > $3
       AND NOT EXISTS (SELECT FROM x WHERE x.root_id = o.root_id AND x.occurrence_on = o.occurrence_on)
     ),
     known AS (
       INSERT INTO series_horizons (root_id, until_at) SELECT unnest($1::uuid[]), $4::timestamptz ORDER BY 1
       ON CONFLICT (root_id) DO UPDATE SET until_at = excluded.until_at
     )
     INSERT INTO occurrences AS o (${COLUMNS}) SELECT ${COLUMNS} FROM x
     ON CONFLICT (root_id, occurrence_on) DO UPDATE SET appointment_id = excluded.appointment_id,
       starts_at = excluded.starts_at, ends_at = excluded.ends_at, agent_id = excluded.agent_id
     WHERE (o.appointment_id, o.starts_at, o.ends_at, o.agent_id) IS DISTINCT FROM
           (excluded.appointment_id, excluded.starts_at, excluded.ends_at, excluded.agent_id)`,
    values: [roots, JSON.stringify(rows), fromAt, untilAt],
  });
}

export async function setHorizon(client: ClientBase, roots: readonly string[], untilAt: string): Promise<void> {
  if (roots.length === 0) return;
  await client.query(
    `INSERT INTO series_horizons (root_id, until_at) SELECT unnest($1::uuid[]), $2::timestamptz
     ON CONFLICT (root_id) DO UPDATE SET until_at = excluded.until_at`,
    [[...roots].sort(), untilAt],
  );
}

/** Series whose occurrences are not known until `untilAt`, those that were never walked first. */
export async function staleSeries(client: ClientBase, untilAt: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT root_id AS id FROM series_horizons WHERE until_at < $1 ORDER BY until_at, root_id LIMIT $2',
    [untilAt, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * From here until the end of the transaction nobody else looks for clashes of the people of these roots, and of the
 * customers of these ids: whoever comes second sees what the first one wrote. A customer is held with who stands for
 * them; whoever merges holds all of the records, as one of them may stand for another by the time it is asked.
 */
export async function holdPeople(
  client: ClientBase,
  roots: readonly string[],
  records: readonly string[] = [],
): Promise<void> {
  await client.query({
    name: 'hold-people',
    text: `WITH booked AS MATERIALIZED (
       SELECT DISTINCT agent_id, customer_id FROM occurrences WHERE root_id = ANY($1::uuid[])
     )
     SELECT pg_advisory_xact_lock(key) FROM (
       SELECT DISTINCT hashtextextended('clash:' || person, 0) AS key FROM (
         SELECT unnest(ARRAY[agent_id, customer_id, customer_root(customer_id)]) AS person FROM booked
         UNION SELECT unnest($2::uuid[])
       ) AS people ORDER BY key
     ) AS keys`,
    values: [roots, records],
  });
}

/** All records of the people that these are records of. */
export async function recordsOfPeople(client: ClientBase, records: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `WITH people AS (SELECT DISTINCT customer_root(id) AS id FROM unnest($1::uuid[]) AS of(id))
     SELECT id FROM people UNION SELECT c.id FROM customers c WHERE c.root_id IN (SELECT id FROM people)`,
    [records],
  );
  return rows.map(({ id }) => id);
}

/** Roots of what these customers have from `fromAt` on. */
export async function rootsOfCustomers(
  client: ClientBase,
  records: readonly string[],
  fromAt: string,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT DISTINCT root_id AS id FROM occurrences WHERE customer_id = ANY($1::uuid[]) AND ends_at > $2',
    [records, fromAt],
  );
  return rows.map(({ id }) => id);
}

const MEETS = `o.starts_at < m.ends_at AND o.starts_at > m.starts_at - interval '24 hours' AND o.ends_at > m.starts_at
  AND (o.root_id, o.occurrence_on) <> (m.root_id, m.occurrence_on)`;

/** Notes what meets of these roots and what meets no more, from `fromAt` on; answers the roots of both sides. */
export async function noteClashes(
  client: ClientBase,
  roots: readonly string[],
  fromAt: string,
  nowAt: string,
): Promise<string[]> {
  const { rows } = await client.query<{ root: string }>({
    name: 'note-clashes',
    // Whose a date is is asked once for each customer, and of what it meets: a series has hundreds of dates.
    text: `WITH mine AS MATERIALIZED (SELECT * FROM occurrences
      WHERE root_id = ANY($1::uuid[]) AND ends_at > $2::timestamptz),
     persons AS MATERIALIZED (
       SELECT id, customer_root(id) AS person FROM (SELECT DISTINCT customer_id AS id FROM mine) AS of
     ),
     records AS MATERIALIZED (
       SELECT person, person AS id FROM persons
       UNION SELECT root_id, id FROM customers WHERE root_id IN (SELECT person FROM persons)
     ),
     met AS (
       SELECT m.root_id AS r, m.occurrence_on AS n, o.root_id AS s, o.occurrence_on AS p,
              true AS same_agent, w.person = customer_root(o.customer_id) AS same_customer
       FROM mine m JOIN persons w ON w.id = m.customer_id JOIN occurrences o ON o.agent_id = m.agent_id AND ${MEETS}
       UNION
       SELECT m.root_id, m.occurrence_on, o.root_id, o.occurrence_on, m.agent_id = o.agent_id, true
       FROM mine m JOIN persons w ON w.id = m.customer_id JOIN records c ON c.person = w.person
         JOIN occurrences o ON o.customer_id = c.id AND ${MEETS}
     ),
     pairs AS MATERIALIZED (
       SELECT DISTINCT
         CASE WHEN (r, n) < (s, p) THEN r ELSE s END AS a_root, CASE WHEN (r, n) < (s, p) THEN n ELSE p END AS a_on,
         CASE WHEN (r, n) < (s, p) THEN s ELSE r END AS b_root, CASE WHEN (r, n) < (s, p) THEN p ELSE n END AS b_on,
         same_agent, same_customer
       FROM met
     ),
     gone AS (
       UPDATE appointment_clashes c SET resolved_at = $3
       WHERE (c.a_root = ANY($1::uuid[]) OR c.b_root = ANY($1::uuid[])) AND c.resolved_at IS NULL
         AND NOT EXISTS (SELECT FROM pairs p WHERE (p.a_root, p.a_on, p.b_root, p.b_on) = (c.a_root, c.a_on, c.b_root,
           c.b_on))
       RETURNING c.a_root, c.b_root
     ),
     found AS (
       INSERT INTO appointment_clashes AS c (a_root, a_on, b_root, b_on, same_agent, same_customer, found_at)
       SELECT a_root, a_on, b_root, b_on, same_agent, same_customer, $3 FROM pairs ORDER BY 1, 2, 3, 4
       ON CONFLICT (a_root, a_on, b_root, b_on) DO UPDATE
       SET same_agent = excluded.same_agent, same_customer = excluded.same_customer, resolved_at = NULL
       WHERE c.resolved_at IS NOT NULL OR (c.same_agent, c.same_customer) <> (excluded.same_agent,
         excluded.same_customer)
       RETURNING c.a_root, c.b_root
     )
     SELECT DISTINCT unnest(ARRAY[a_root, b_root]) AS root FROM (SELECT * FROM gone UNION ALL SELECT * FROM found) AS
       both_of
     UNION
     SELECT unnest(ARRAY[a_root, b_root]) FROM pairs`,
    values: [roots, fromAt, nowAt],
  });
  return rows.map(({ root }) => root);
}

/** What somebody knowingly left as it is, on either side. */
export async function noteAccepted(client: ClientBase, roots: readonly string[]): Promise<void> {
  // Each side of a clash is looked up by its key, and documents by theirs: an OR would read all there are.
  await client.query({
    name: 'note-accepted',
    text: `WITH said AS (
       SELECT coalesce(d.root_id, d.id) AS root, e->>'on' AS own_on, (e->>'root')::uuid AS other,
         e->>'otherOn' AS other_on,
              (e->>'by')::uuid AS by, e->>'reason' AS reason
       FROM (SELECT id, root_id, accepts FROM appointments WHERE id = ANY($1::uuid[])
             UNION
             SELECT id, root_id, accepts FROM appointments WHERE root_id = ANY($1::uuid[])) AS d,
         jsonb_array_elements(d.accepts) AS e
     )
     UPDATE appointment_clashes c SET acknowledged_by = x.by, reason = x.reason
     FROM (SELECT root AS a_root, own_on AS a_on, other AS b_root, other_on AS b_on, by, reason FROM said
           UNION ALL
           SELECT other, other_on, root, own_on, by, reason FROM said) AS x
     WHERE c.acknowledged_by IS NULL AND (c.a_root, c.a_on, c.b_root, c.b_on) = (x.a_root, x.a_on, x.b_root, x.b_on)`,
    values: [roots],
  });
}

/** By document, the flagged clashes that it has to say, earliest first; documents that have none any more with none. */
export async function flaggedClashes(
  client: ClientBase,
  roots: readonly string[],
  limit: number,
): Promise<Map<string, FoundClash[]>> {
  const { rows } = await client.query<{ id: string; clashes: FoundClash[] | null }>({
    name: 'flagged-clashes',
    text: `WITH open AS (
       SELECT a_root AS root, a_on AS on_, b_root AS other, b_on AS other_on, same_agent, same_customer
         FROM appointment_clashes
       WHERE a_root = ANY($1::uuid[]) AND resolved_at IS NULL AND acknowledged_by IS NULL
       UNION ALL
       SELECT b_root, b_on, a_root, a_on, same_agent, same_customer FROM appointment_clashes
       WHERE b_root = ANY($1::uuid[]) AND resolved_at IS NULL AND acknowledged_by IS NULL
     ),
     said AS (
       SELECT m.appointment_id AS id, open.on_, open.other, open.other_on, same_agent, same_customer, o.starts_at,
         o.ends_at,
              row_number() OVER (PARTITION BY m.appointment_id ORDER BY o.starts_at, open.other, open.other_on) AS at
       FROM open
       JOIN occurrences m ON m.root_id = open.root AND m.occurrence_on = open.on_
       JOIN occurrences o ON o.root_id = open.other AND o.occurrence_on = open.other_on
     ),
     about AS (
       SELECT id FROM appointments WHERE id IN (SELECT id FROM said)
       UNION SELECT id FROM appointments WHERE id = ANY($1::uuid[]) AND clashes <> '[]'
       UNION SELECT id FROM appointments WHERE root_id = ANY($1::uuid[]) AND clashes <> '[]'
     )
     SELECT about.id, json_agg(json_build_object('on', said.on_, 'root', said.other, 'otherOn', said.other_on,
         'startsAt', to_char(said.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'endsAt', to_char(said.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'sameAgent', same_agent, 'sameCustomer', same_customer) ORDER BY said.starts_at, said.other, said.other_on)
       FILTER (WHERE said.id IS NOT NULL) AS clashes
     FROM about LEFT JOIN said ON said.id = about.id AND said.at <= $2 GROUP BY about.id`,
    values: [roots, limit],
  });
  return new Map(rows.map(({ id, clashes }) => [id, clashes ?? []]));
}

/** Roots of what is still to come and meets something that nobody has noted. */
export async function unnotedRoots(client: ClientBase, fromAt: string, limit: number): Promise<string[]> {
  const pair = (people: string) =>
    `SELECT m.root_id FROM ${people} AND ${MEETS}
     WHERE m.ends_at > $1::timestamptz AND (m.root_id, m.occurrence_on) < (o.root_id, o.occurrence_on)
       AND NOT EXISTS (SELECT FROM appointment_clashes c WHERE c.resolved_at IS NULL
         AND (c.a_root, c.a_on, c.b_root, c.b_on) = (m.root_id, m.occurrence_on, o.root_id, o.occurrence_on))
       AND NOT EXISTS (SELECT FROM appointment_clashes c WHERE c.resolved_at IS NULL
         AND (c.b_root, c.b_on, c.a_root, c.a_on) = (m.root_id, m.occurrence_on, o.root_id, o.occurrence_on))`;
  const both = [
    'occurrences m JOIN occurrences o ON o.agent_id = m.agent_id',
    'occurrences m JOIN occurrences o ON o.customer_id = m.customer_id',
    // Few are merged: asked for by themselves, the others are not looked up.
    `records a JOIN records b ON b.person = a.person AND b.id <> a.id
     JOIN occurrences m ON m.customer_id = a.id JOIN occurrences o ON o.customer_id = b.id`,
  ].map(pair);
  const { rows } = await client.query<{ id: string }>(
    `WITH records AS (
       SELECT root_id AS person, id FROM customers WHERE root_id IS NOT NULL
       UNION SELECT root_id, root_id FROM customers WHERE root_id IS NOT NULL
     )
     SELECT DISTINCT root_id AS id FROM (${both.join(' UNION ')}) AS met LIMIT $2`,
    [fromAt, limit],
  );
  return rows.map(({ id }) => id);
}
