/** Customers whom a file may be about: those alone that whoever brought it sees. */
import type { ClientBase, Pool } from 'pg';
import { fieldsOf, keysOfCustomer, type KnownCustomer } from '../../../sync/rules/import-judge';
import { addressKeys, plainWord } from '../../../sync/rules/import-row';
import type { SignedInMember } from '../../lib/identity';
import { Parameters } from '../../lib/sql-parameters';
import { customersInScope } from '../customers/customers-in-scope';

type Client = Pick<Pool | ClientBase, 'query'>;
type Asked = {
  /** `e:…`, `p:…`, `n:…` (sync/rules/import-row.ts). */
  readonly keys: readonly string[];
  /** Whatever their keys are. */
  readonly ids: readonly string[];
};

const FIELDS = `c.first_name AS "firstName", c.last_name AS "lastName", c.phone, c.alt_phone AS "altPhone", c.email,
  coalesce(c.country_id, '') AS "countryId", c.city, c.address, c.occupation, c.language, c.source, c.stage,
  c.lost_reason AS "lostReason", c.labels, c.owner_id AS "ownerId", c.notes, c.manager_note AS "managerNote"`;

/**
 * Live ones in `viewer`'s sight that have one of the keys, or are one of `ids`; of merged records the one that stands
 * for them, with the keys of them all. `lock`: they hold still until the transaction ends.
 */
export async function findKnown(
  client: Client,
  viewer: SignedInMember,
  { keys, ids }: Asked,
  lock: boolean,
): Promise<KnownCustomer[]> {
  const rootIds = await rootsOf(client, viewer, { keys, ids });
  if (rootIds.length === 0) return [];
  const parameters = new Parameters();
  const wanted = parameters.add(rootIds);
  const roots = await client.query<Record<string, unknown> & { id: string }>(
    `SELECT c.id, ${FIELDS} FROM customers c WHERE c.id = ANY(${wanted}::uuid[]) AND c.deleted_at IS NULL
       AND c.merged_into IS NULL AND (${customersInScope(viewer, 'c', parameters)}) ORDER BY c.id
     ${lock ? 'FOR UPDATE OF c' : ''}`,
    parameters.values,
  );
  const merged = await client.query<Record<string, unknown> & { rootId: string }>(
    `SELECT c.root_id AS "rootId", ${FIELDS} FROM customers c
     WHERE c.root_id = ANY($1::uuid[]) AND c.id <> c.root_id AND c.deleted_at IS NULL`,
    [rootIds],
  );
  const keysOf = new Map<string, Set<string>>();
  for (const { rootId, ...record } of merged.rows)
    keysOf.set(rootId, new Set([...(keysOf.get(rootId) ?? []), ...addressKeys(fieldsOf(record))]));
  return roots.rows.map((row) => {
    const fields = fieldsOf(row);
    return { id: row.id, fields, keys: [...new Set([...keysOfCustomer(fields), ...(keysOf.get(row.id) ?? [])])] };
  });
}

async function rootsOf(client: Client, viewer: SignedInMember, { keys, ids }: Asked): Promise<string[]> {
  const of = (kind: string) => [...new Set(keys.filter((key) => key.startsWith(kind)).map((key) => key.slice(2)))];
  const [emails, phones, names] = [of('e:'), of('p:'), of('n:')];
  const found = await client.query<{ id: string }>(
    `WITH e AS MATERIALIZED (SELECT array_agg(address_key(v)) AS keys FROM unnest($1::text[]) AS v),
       p AS MATERIALIZED (SELECT array_agg(address_key(v)) AS keys FROM unnest($2::text[]) AS v)
     SELECT coalesce(c.root_id, c.id) AS id FROM customers c
       WHERE c.email_key = ANY((SELECT keys FROM e)::bytea[]) AND c.deleted_at IS NULL
     UNION SELECT coalesce(c.root_id, c.id) FROM customers c
       WHERE c.phone_key = ANY((SELECT keys FROM p)::bytea[]) AND c.deleted_at IS NULL
     UNION SELECT coalesce(c.root_id, c.id) FROM customers c
       WHERE c.alt_phone_key = ANY((SELECT keys FROM p)::bytea[]) AND c.deleted_at IS NULL
     UNION SELECT coalesce(c.root_id, c.id) FROM customers c WHERE c.id = ANY($3::uuid[])`,
    [emails, phones, ids],
  );
  const all = new Set(found.rows.map(({ id }) => id));
  if (names.length > 0) for (const id of await namesakes(client, viewer, names)) all.add(id);
  return [...all].sort();
}

/** No index knows names: asked only for rows that have nothing else. */
async function namesakes(client: Client, viewer: SignedInMember, names: readonly string[]): Promise<string[]> {
  const parameters = new Parameters();
  const wanted = parameters.add(names.map(plainWord));
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.id FROM customers c WHERE c.deleted_at IS NULL AND c.merged_into IS NULL
       AND (${customersInScope(viewer, 'c', parameters)})
       AND saha_fold(btrim(regexp_replace(c.first_name || ' ' || c.last_name, '\\s+', ' ', 'g')))
         = ANY(${wanted}::text[])`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

export type Named = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly email: string;
  readonly ownerId: string;
};

/** Those of them that `viewer` sees now. */
export async function readNamed(
  client: Client,
  viewer: SignedInMember,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const parameters = new Parameters();
  const wanted = parameters.add(ids);
  const { rows } = await client.query<Named>(
    `SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.phone, c.email, c.owner_id AS "ownerId"
     FROM customers c WHERE c.id = ANY(${wanted}::uuid[]) AND c.deleted_at IS NULL
       AND (${customersInScope(viewer, 'c', parameters)})`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** In which version they stand, and whether they are still there. */
export async function readVersions(
  client: Client,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly version: number; readonly isDeleted: boolean }>> {
  const { rows } = await client.query<{ id: string; version: number; isDeleted: boolean }>(
    `SELECT id, version, deleted_at IS NOT NULL AS "isDeleted" FROM customers WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** The same, and they hold still until the transaction ends. */
export async function lockVersions(client: ClientBase, ids: readonly string[]): Promise<void> {
  await client.query('SELECT FROM customers WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
}

/** Of which of them something hangs that was not there when they were made. */
export async function withMore(client: Client, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>('SELECT customers_with_more($1::uuid[]) AS id', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** One import writes at a time: of two that bring the same person the second finds whom the first has made. */
export const oneAtATime = (client: ClientBase) => client.query(`SELECT pg_advisory_xact_lock(hashtext('imports'))`);
