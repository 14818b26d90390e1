/** What happened in a month, each with whose customer it was, at which stage and from where, at that moment. */
import type { Pool } from 'pg';

/** Ids; instants in ISO; '' for none. What follows `at` is as it was then. */
type AsItWas = {
  /** '' where the office does not know whom it was about. */
  readonly customer: string;
  readonly owner: string;
  readonly team: string;
  readonly source: string;
};
export type Lead = AsItWas & {
  readonly id: string;
  readonly country: string;
  readonly city: string;
  readonly createdAt: string;
  /** Since they were entered, up to the end of the month; null: not until then. */
  readonly firstContactAt: string | null;
  /** Also before that: whoever walks in is met first and entered then. */
  readonly isReached: boolean;
  readonly assumed: boolean;
};
export type Contact = AsItWas & {
  readonly id: string;
  readonly kind: 'call' | 'visit';
  readonly outcome: string;
  readonly author: string;
};
export type Booking = AsItWas & {
  readonly id: string;
  readonly kind: string;
  readonly agent: string;
  readonly createdAt: string;
  readonly startsAt: string;
};
export type Outcome = AsItWas & {
  readonly id: string;
  readonly kind: string;
  readonly agent: string;
  readonly status: string;
  readonly endsAt: string;
  /** Something told its customer beforehand that it is coming. */
  readonly isReminded: boolean;
};
/** Written by a customer, or by a person of the office and sent. */
export type Message = AsItWas & {
  readonly id: string;
  readonly direction: 'in' | 'out';
  /** Who wrote it; of what came, whose customer it was. */
  readonly author: string;
};
/** A customer's first message that waited for an answer. */
export type Turn = AsItWas & {
  readonly id: string;
  readonly askedAt: string;
  /** Up to the end of the month; null: not until then. */
  readonly answeredAt: string | null;
};
/** One recipient of something that went to many. */
export type Mailing = AsItWas & { readonly id: string; readonly batch: string; readonly state: string };
export type Move = AsItWas & {
  /** The customer's own, also where `customer` stands for it. */
  readonly id: string;
  /** '' where the customer began with `to`. */
  readonly from: string;
  readonly to: string;
  /** How long they stood in `from`; null where they stood in none, or nobody knows since when. */
  readonly days: number | null;
};
export type Standing = Omit<AsItWas, 'source'> & {
  readonly id: string;
  readonly stage: string;
  readonly country: string;
};
export type Facts = {
  readonly leads: readonly Lead[];
  readonly contacts: readonly Contact[];
  readonly bookings: readonly Booking[];
  readonly outcomes: readonly Outcome[];
  readonly moves: readonly Move[];
  readonly messages: readonly Message[];
  readonly turns: readonly Turn[];
  readonly mailings: readonly Mailing[];
  /** Customers there were at the end of it. */
  readonly standing: readonly Standing[];
};

/**
 * One person is one customer, under the record that stood for both by the end of the month; whose they were, as it was.
 */
const asItWas = (customer: string, at: string) => `
  coalesce(customer_root_by(${customer}, $2)::text, '') AS customer,
  customer_value_at(${customer}, 'owner', ${at}) AS owner, customer_value_at(${customer}, 'team', ${at}) AS team,
  customer_value_at(${customer}, 'source', ${at}) AS source`;
/** Who was deleted by the end of the month does not count; a deletion later changes nothing. */
const there = (table: string) => `(${table}.deleted_at IS NULL OR ${table}.deleted_at >= $2)`;

const standsAlone = 'customer_root_by(c.id, $2) = c.id';
/** The record that stood for a row of customers by the end of the month; most were never merged. */
const personOf = (row: string) =>
  `CASE WHEN ${row}.root_id IS NULL THEN ${row}.id ELSE customer_root_by(${row}.id, $2) END`;

const MET = `FROM interactions i WHERE i.customer_id = ANY(ARRAY(SELECT l.id FROM customers l
    WHERE l.root_id = c.id AND customer_root_by(l.id, $2) = c.id) || c.id)
  AND i.occurred_at < $2 AND (i.kind = 'visit' OR (i.kind = 'call' AND i.outcome <> 'no_answer'))
  AND NOT is_taken_back(i)`;
const LEADS = `
  SELECT c.id, coalesce(c.country_id, '') AS country, trim(c.city) AS city, c.created_at AS "createdAt",
    ${asItWas('c.id', 'c.created_at')},
    (SELECT min(i.occurred_at) ${MET} AND i.occurred_at >= c.created_at) AS "firstContactAt",
    EXISTS (SELECT ${MET}) AS "isReached",
    EXISTS (SELECT FROM customer_spans s WHERE s.customer_id = c.id AND s.field <> 'team' AND s.assumed) AS assumed
  FROM customers c WHERE c.created_at >= $1 AND c.created_at < $2 AND ${there('c')}
    AND ${standsAlone} ORDER BY c.id`;
const CONTACTS = `
  SELECT i.id, i.kind, i.outcome, i.author_id AS author, ${asItWas('i.customer_id', 'i.occurred_at')}
  FROM interactions i JOIN customers c ON c.id = i.customer_id
  WHERE i.occurred_at >= $1 AND i.occurred_at < $2 AND i.kind IN ('call', 'visit') AND NOT is_taken_back(i)
    AND ${there('c')} ORDER BY i.id`;
const BOOKINGS = `
  SELECT a.id, a.kind, a.agent_id AS agent, a.created_at AS "createdAt", a.starts_at AS "startsAt",
    ${asItWas('a.customer_id', 'a.created_at')}
  FROM appointments a JOIN customers c ON c.id = a.customer_id
  WHERE a.created_at >= $1 AND a.created_at < $2 AND a.status <> 'draft' AND a.root_id IS NULL
    AND ${there('a')} AND ${there('c')} ORDER BY a.id`;
/** Of a series the dates that nobody said anything about: whatever is said of one makes it an appointment. */
const OUTCOMES = `
  SELECT a.id, a.kind, a.agent_id AS agent, a.status, a.ends_at AS "endsAt", ${asItWas('a.customer_id', 'a.starts_at')},
    EXISTS (SELECT FROM reminders r JOIN deliveries d ON d.id = r.delivery_id
      WHERE r.root_id = coalesce(a.root_id, a.id) AND r.occurrence_on = a.occurrence_on AND r.starts_at = a.starts_at
        AND r.kind = 'before'
        AND d.state IN ('sent', 'delivered', 'read') AND d.sent_at < a.starts_at) AS "isReminded"
  FROM appointments a JOIN customers c ON c.id = a.customer_id
  WHERE a.starts_at >= $1 AND a.starts_at < $2 AND a.recurrence = '' AND a.status <> 'draft'
    AND ${there('a')} AND ${there('c')}
  UNION ALL
  SELECT a.id, a.kind, a.agent_id, a.status, o.ends_at, ${asItWas('o.customer_id', 'o.starts_at')}, false
  FROM occurrences o JOIN appointments a ON a.id = o.appointment_id AND a.recurrence <> ''
    JOIN customers c ON c.id = o.customer_id
  WHERE o.starts_at >= $1 AND o.starts_at < $2 AND o.occurrence_on <> '' AND a.status IN ('confirmed', 'approved')
    AND a.deleted_at IS NULL AND ${there('c')} ORDER BY 1, 5`;
/**
 * What a person had reached with another of their records is no move of theirs: the stage that is taken over when two
 * are merged, or what was entered twice.
 */
const MOVES = `
  SELECT s.customer_id AS id, coalesce(p.value, '') AS "from", s.value AS "to",
    ${asItWas('s.customer_id', 's.from_at')},
    CASE WHEN p.assumed IS FALSE THEN extract(epoch FROM s.from_at - p.from_at)::float8 / 86400 END AS days
  FROM customer_spans s JOIN customers c ON c.id = s.customer_id
  LEFT JOIN LATERAL (SELECT q.value, q.from_at, q.assumed FROM customer_spans q
    WHERE q.customer_id = s.customer_id AND q.field = 'stage' AND q.until_at = s.from_at AND q.id < s.id
      ORDER BY q.id DESC LIMIT 1) p ON true
  CROSS JOIN LATERAL (SELECT ${personOf('c')} AS id) AS person
  WHERE s.field = 'stage' AND s.from_at >= $1 AND s.from_at < $2 AND NOT s.assumed AND ${there('c')}
    AND NOT EXISTS (SELECT FROM customers l JOIN customer_spans o ON o.customer_id = l.id AND o.field = 'stage'
      WHERE (l.id = person.id OR l.root_id = person.id) AND l.id <> c.id AND ${personOf('l')} = person.id
        AND ${there('l')} AND o.value = s.value
        AND (o.from_at, o.id) < (s.from_at, s.id) AND coalesce(o.until_at > s.from_at, true))
  ORDER BY s.id`;
/**
 * What a customer wrote, and what a person wrote to them alone and has left: neither what went to many nor what the
 * office writes by itself (`is_message_contact` of the database says the same of one message).
 */
const SAID = `(m.direction = 'in' OR (m.bulk_id IS NULL AND m.state IN ('sent', 'delivered', 'read')
  AND NOT EXISTS (SELECT FROM deliveries d WHERE d.message_id = m.id AND d.purpose <> 'message')))`;
/** What was written to leave later counts when it leaves. */
const SAID_AT = 'greatest(m.created_at, m.send_at)';
const MESSAGES = `
  SELECT m.id, m.direction, ${asItWas('m.customer_id', SAID_AT)},
    CASE m.direction WHEN 'out' THEN m.created_by::text ELSE customer_value_at(m.customer_id, 'owner', ${SAID_AT})
      END AS author
  FROM messages m JOIN customers c ON c.id = m.customer_id
  WHERE ${SAID_AT} >= $1 AND ${SAID_AT} < $2 AND ${SAID} AND ${there('c')} ORDER BY m.id`;
/** What is written with all records of a person on one channel is one thread, as it is read and answered. */
const TURNS = `
  WITH threads AS (
    SELECT v.id, ${personOf('c')} AS person, v.channel FROM conversations v JOIN customers c ON c.id = v.customer_id
  ), said AS (
    SELECT m.id, t.person, t.channel, m.customer_id, ${SAID_AT} AS at, m.direction = 'in' AS asks FROM messages m
      JOIN threads t ON t.id = m.conversation_id
    WHERE ${SAID_AT} >= $1 AND ${SAID_AT} < $2 AND ${SAID}
    UNION ALL
    SELECT i.id, t.person, t.channel, i.customer_id, i.occurred_at, false FROM interactions i
      JOIN customers c ON c.id = i.customer_id
      JOIN (SELECT DISTINCT person, channel FROM threads) t ON t.person = ${personOf('c')}
    WHERE i.occurred_at >= $1 AND i.occurred_at < $2 AND (i.kind = 'visit'
      OR (i.kind = 'call' AND i.outcome <> 'no_answer')) AND NOT is_taken_back(i)
  ), told AS (
    SELECT said.*, lag(asks) OVER (PARTITION BY person, channel ORDER BY at, asks DESC, id) AS "waited",
      min(at) FILTER (WHERE NOT asks) OVER (PARTITION BY person, channel ORDER BY at, asks DESC, id
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS "answeredAt"
    FROM said
  )
  SELECT t.id, t.at AS "askedAt", t."answeredAt", ${asItWas('t.customer_id', 't.at')}
  FROM told t JOIN customers c ON c.id = t.customer_id WHERE t.asks AND t.waited IS NOT TRUE AND ${there('c')}
    ORDER BY t.id`;
const MAILINGS = `
  SELECT d.id, coalesce(d.campaign_id, d.bulk_id) AS batch, d.state, ${asItWas('d.customer_id', 'd.sent_at')}
    FROM deliveries d
  WHERE d.sent_at >= $1 AND d.sent_at < $2 AND d.purpose IN ('campaign', 'bulk')
    AND coalesce(d.campaign_id, d.bulk_id) IS NOT NULL ORDER BY d.id`;
const STANDING = `
  SELECT c.id, c.id AS customer, coalesce(c.country_id, '') AS country,
    customer_value_at(c.id, 'owner', $2::timestamptz - interval '1 ms') AS owner,
    customer_value_at(c.id, 'team', $2::timestamptz - interval '1 ms') AS team,
    customer_value_at(c.id, 'stage', $2::timestamptz - interval '1 ms') AS stage
  FROM customers c WHERE c.created_at < $2 AND $1::timestamptz < $2 AND ${there('c')} AND ${standsAlone}
  ORDER BY c.id`;

const QUESTIONS: Readonly<Record<keyof Facts, string>> = {
  leads: LEADS,
  contacts: CONTACTS,
  bookings: BOOKINGS,
  outcomes: OUTCOMES,
  moves: MOVES,
  messages: MESSAGES,
  turns: TURNS,
  mailings: MAILINGS,
  standing: STANDING,
};
const KINDS = Object.keys(QUESTIONS) as (keyof Facts)[];

/**
 * From `fromMs` until just before `untilMs`, all of the office, in one view of the database; of `kinds` alone, where
 * not everything is asked for.
 */
export async function readFacts(
  pool: Pool,
  fromMs: number,
  untilMs: number,
  kinds: readonly (keyof Facts)[] = KINDS,
): Promise<Facts> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const span = [new Date(fromMs).toISOString(), new Date(untilMs).toISOString()];
    const facts: Partial<Record<keyof Facts, unknown[]>> = {};
    for (const kind of KINDS)
      facts[kind] = kinds.includes(kind) ? (await client.query(QUESTIONS[kind], span)).rows : [];
    await client.query('COMMIT');
    return facts as Facts;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
