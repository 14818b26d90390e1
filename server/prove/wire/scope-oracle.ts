/**
 * What a person may be sent, worked out anew from the tables by SQL of its own: by who the owner is and which team
 * they are in at this moment, not by what the server keeps for itself about it.
 */
import type pg from 'pg';
import type { WireDocument } from '../../../sync/protocol/messages';

export type ScopedCollection =
  | 'customers'
  | 'appointments'
  | 'interactions'
  | 'consents'
  | 'conversations'
  | 'messages'
  | 'files'
  | 'members'
  | 'countries'
  | 'settings'
  | 'templates'
  | 'segments';
export const SCOPED: readonly ScopedCollection[] = [
  'customers',
  'appointments',
  'interactions',
  'consents',
  'conversations',
  'messages',
  'files',
  'members',
  'countries',
  'settings',
  'templates',
  'segments',
];
/** Columns that are bookkeeping, and such that are nobody's to see. */
const NOT_FIELDS = new Set([
  ...['id', 'version', 'stamps', 'receipts', 'conflicts', 'extra', 'row_xid', 'scope_version'],
  ...['email_key', 'phone_key', 'alt_phone_key', 'address_key', 'counts_at', 'blob'],
]);
const HIDDEN_FROM_AGENTS: Readonly<Partial<Record<ScopedCollection, readonly string[]>>> = {
  customers: ['managerNote'],
  members: ['email'],
};

const SEEN_CUSTOMERS = `
  SELECT c.id FROM customers c, members me, members owner
  WHERE me.id = $1 AND owner.id = c.owner_id
    AND (me.role = 'admin' OR me.id = c.owner_id OR me.id = ANY(c.shared_with)
      OR (me.role = 'manager' AND me.team_id = owner.team_id))`;
const seenIn = (collection: ScopedCollection) =>
  collection === 'customers'
    ? `t.id IN (${SEEN_CUSTOMERS})`
    : collection === 'appointments' ||
        collection === 'interactions' ||
        collection === 'consents' ||
        collection === 'conversations' ||
        collection === 'messages' ||
        collection === 'files'
      ? `t.customer_id IN (${SEEN_CUSTOMERS})`
      : collection === 'segments'
        ? `EXISTS (SELECT FROM members me WHERE me.id = $1 AND (me.role = 'admin' OR t.created_by = me.id
          OR t.team_id = me.team_id))`
        : '$1::uuid IS NOT NULL';
const TEAM_NAME: Readonly<Partial<Record<ScopedCollection, string>>> = {
  members: ` || jsonb_build_object('team_name', (SELECT name FROM teams WHERE id = t.team_id))`,
};

/** Wrong with the documents that somebody was sent; `''` where nothing is. */
export async function problemsOfDocuments(
  pool: pg.Pool,
  person: { memberId: string; role: string },
  collection: ScopedCollection,
  documents: readonly WireDocument[],
): Promise<string[]> {
  if (documents.length === 0) return [];
  const { rows } = await pool.query<{ id: string; seen: boolean; row: Record<string, unknown> }>(
    `SELECT t.id::text AS id, ${seenIn(collection)} AS seen, to_jsonb(t)${TEAM_NAME[collection] ?? ''} AS row
      FROM ${collection} t WHERE t.id::text = ANY($2)`,
    [person.memberId, documents.map(({ id }) => id)],
  );
  const truth = new Map(rows.map((row) => [row.id, row]));
  const hidden = person.role === 'agent' ? (HIDDEN_FROM_AGENTS[collection] ?? []) : [];
  return documents.flatMap((document) => {
    const found = truth.get(document.id);
    if (found === undefined) return [`${collection} ${document.id} does not exist`];
    if (!found.seen) return [`${collection} ${document.id} is not theirs to see`];
    return problemsOfFields(collection, document, found.row, hidden);
  });
}

function problemsOfFields(
  collection: ScopedCollection,
  { id, fields, stamps, conflicts = [] }: WireDocument,
  row: Record<string, unknown>,
  hidden: readonly string[],
): string[] {
  const expected = Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !NOT_FIELDS.has(column))
      .map(([column, value]) => [camel(column), value])
      .filter(([field]) => !hidden.includes(field as string)),
  );
  const problems: string[] = [];
  for (const field of new Set([...Object.keys(expected), ...Object.keys(fields)])) {
    if (!Object.hasOwn(expected, field))
      problems.push(`${collection} ${id} carries ${field}, which is not theirs to see`);
    else if (comparable(fields[field]) !== comparable(expected[field]))
      problems.push(
        `${collection} ${id}: ${field} is ${comparable(fields[field])} and should be ${comparable(expected[field])}`,
      );
  }
  for (const field of hidden)
    if (field in stamps || JSON.stringify(conflicts).includes(`"${field}"`))
      problems.push(`${collection} ${id} tells of ${field}`);
  return problems;
}

const camel = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter: string) => String.fromCharCode(letter.charCodeAt(0) - 32));

/** Instants by the moment, nothing as nothing, the rest as it is written. */
function comparable(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return String(Date.parse(value));
  return JSON.stringify(value);
}

/** Ids of everything they may see that is not deleted. */
export async function idsInScope(pool: pg.Pool, memberId: string, collection: ScopedCollection): Promise<Set<string>> {
  const deletion =
    collection === 'customers' || collection === 'appointments' || collection === 'files'
      ? ' AND t.deleted_at IS NULL'
      : '';
  const { rows } = await pool.query<{ id: string }>(
    `SELECT t.id::text AS id FROM ${collection} t WHERE ${seenIn(collection)}${deletion}`,
    [memberId],
  );
  return new Set(rows.map(({ id }) => id));
}
