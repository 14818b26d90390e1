/**
 * What the office holds and who may see it, asked of the tables directly and in words of its own: nothing here comes
 * from the code under test.
 */
import type pg from 'pg';
import { PEOPLE, PERSON_NAMES, type PersonName } from './cast';

export type TrueDocument = {
  readonly id: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly stamps: Readonly<Record<string, string>>;
  readonly receipts: Readonly<Record<string, { seq: number; version: number }>>;
  readonly conflicts: readonly {
    id: string;
    unit: string;
    shown: { values: Record<string, unknown> };
    hidden: { values: Record<string, unknown> };
  }[];
  readonly visibleTo: ReadonlySet<PersonName>;
};
export type TrueCollection =
  | 'customers'
  | 'appointments'
  | 'interactions'
  | 'consents'
  | 'conversations'
  | 'messages'
  | 'files'
  | 'members'
  | 'settings'
  | 'templates'
  | 'segments';
export type Truth = {
  readonly documents: Readonly<Record<TrueCollection, ReadonlyMap<string, TrueDocument>>>;
  readonly roles: ReadonlyMap<PersonName, string>;
  /** How often something was decided of a customer, by `decisionKey`: more than once where clocks were behind. */
  readonly decisions: ReadonlyMap<string, number>;
};

export const decisionKey = (customerId: unknown, kind: unknown, at: unknown) =>
  `${String(customerId)} ${String(kind)} ${Date.parse(String(at))}`;

async function readDecisions(pool: pg.Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ customerId: string; field: string; at: string; count: number }>(
    `SELECT customer_id AS "customerId", field, from_at AS at, count(*)::int AS count
     FROM customer_spans GROUP BY customer_id, field, from_at`,
  );
  return new Map(rows.map(({ customerId, field, at, count }) => [decisionKey(customerId, field, at), count]));
}

const CUSTOMER_VISIBLE = `m.role = 'admin' OR c.owner_id = m.id OR m.id = ANY (c.shared_with)
  OR (m.role = 'manager' AND m.team_id IS NOT NULL AND c.team_id = m.team_id)`;
const SELECTS: Readonly<Record<TrueCollection, string>> = {
  // Who stands for whom is worked out on each side: appointments have a field of that name, customers have none.
  customers: `SELECT to_jsonb(c) - 'root_id' AS row, ARRAY(SELECT m.id FROM members m WHERE ${CUSTOMER_VISIBLE}) AS seers
    FROM customers c`,
  appointments: `SELECT to_jsonb(d) AS row, ARRAY(SELECT m.id FROM members m WHERE ${CUSTOMER_VISIBLE}) AS seers
    FROM appointments d JOIN customers c ON c.id = d.customer_id`,
  interactions: `SELECT to_jsonb(d) AS row, ARRAY(SELECT m.id FROM members m WHERE ${CUSTOMER_VISIBLE}) AS seers
    FROM interactions d JOIN customers c ON c.id = d.customer_id`,
  consents: `SELECT to_jsonb(d) - 'address_key' - 'counts_at' AS row, ARRAY(SELECT m.id FROM members m
    WHERE ${CUSTOMER_VISIBLE}) AS seers FROM consents d JOIN customers c ON c.id = d.customer_id`,
  conversations: `SELECT to_jsonb(d) AS row, ARRAY(SELECT m.id FROM members m WHERE ${CUSTOMER_VISIBLE}) AS seers
    FROM conversations d JOIN customers c ON c.id = d.customer_id`,
  messages: `SELECT to_jsonb(d) AS row, ARRAY(SELECT m.id FROM members m WHERE ${CUSTOMER_VISIBLE}) AS seers
    FROM messages d JOIN customers c ON c.id = d.customer_id`,
  files: `SELECT to_jsonb(d) - 'blob' AS row, ARRAY(SELECT m.id FROM members m WHERE m.role = 'admin'
    OR (c.id IS NOT NULL AND (${CUSTOMER_VISIBLE}))) AS seers FROM files d LEFT
      JOIN customers c ON c.id = d.customer_id`,
  members: `SELECT to_jsonb(d) || jsonb_build_object('team_name', coalesce(t.name, '')) AS row,
    ARRAY(SELECT id FROM members) AS seers FROM members d LEFT JOIN teams t ON t.id = d.team_id`,
  settings: `SELECT to_jsonb(d) AS row, ARRAY(SELECT id FROM members) AS seers FROM settings d`,
  segments: `SELECT to_jsonb(d) AS row, ARRAY(SELECT m.id FROM members m WHERE m.role = 'admin' OR m.id = d.created_by
    OR m.team_id = d.team_id) AS seers FROM segments d`,
  templates: `SELECT to_jsonb(d) AS row, ARRAY(SELECT id FROM members) AS seers FROM templates d`,
};
const BOOKKEEPING = new Set(['id', 'version', 'stamps', 'receipts', 'conflicts', 'extra', 'row_xid', 'scope_version']);
/** Columns of customers that are no fields of the noun: no device is sent them. */
const OFFICE_ONLY = new Set(['email_key', 'phone_key', 'alt_phone_key']);
const byId = new Map(PERSON_NAMES.map((name) => [PEOPLE[name].id as string, name]));

export async function readTruth(pool: pg.Pool): Promise<Truth> {
  const read = async (collection: TrueCollection) => {
    const { rows } = await pool.query<{ row: Record<string, unknown>; seers: string[] }>(SELECTS[collection]);
    return new Map(rows.map(({ row, seers }) => [row['id'] as string, trueDocument(row, seers)]));
  };
  const [
    customers,
    appointments,
    interactions,
    consents,
    conversations,
    messages,
    files,
    members,
    settings,
    templates,
    segments,
  ] = await Promise.all([
    read('customers'),
    read('appointments'),
    read('interactions'),
    read('consents'),
    read('conversations'),
    read('messages'),
    read('files'),
    read('members'),
    read('settings'),
    read('templates'),
    read('segments'),
  ]);
  const roles = new Map(
    [...members.values()].map((member) => [byId.get(member.id) as PersonName, member.fields['role'] as string]),
  );
  const decisions = await readDecisions(pool);
  return {
    decisions,
    documents: {
      customers,
      appointments,
      interactions,
      consents,
      conversations,
      messages,
      files,
      members,
      settings,
      templates,
      segments,
    },
    roles,
  };
}

function trueDocument(row: Record<string, unknown>, seers: readonly string[]): TrueDocument {
  const fields: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    if (BOOKKEEPING.has(column) || OFFICE_ONLY.has(column)) continue;
    const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toLocaleUpperCase('en'));
    fields[field] = value === null ? '' : column.endsWith('_at') ? new Date(value as string).toISOString() : value;
  }
  return {
    id: row['id'] as string,
    version: row['version'] as number,
    fields: { ...(row['extra'] as object), ...fields },
    stamps: row['stamps'] as TrueDocument['stamps'],
    receipts: row['receipts'] as TrueDocument['receipts'],
    conflicts: row['conflicts'] as TrueDocument['conflicts'],
    visibleTo: new Set(seers.flatMap((id) => byId.get(id) ?? [])),
  };
}
