import type { ClientBase, Pool } from 'pg';
import { documentId } from '../../sync/collections/definition';
import type { PushRow } from '../../sync/protocol/messages';

const ID_LENGTH = 36;
/** Of thousands of values few are as long as an id, and only those are looked at more closely. */
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length === ID_LENGTH && documentId.safeParse(value).success;

/** A row's own id and those of what it names. */
export function idsNamedBy({ id, patch }: PushRow): string[] {
  const named = isId(id) ? [id] : [];
  for (const { values } of Object.values(patch))
    for (const value of Object.values(values)) if (isId(value)) named.push(value);
  return named;
}

/** Of new rows, the ids of those that were erased, or that name something that was: nothing of it comes back. */
export async function erasedAmong(client: ClientBase | Pool, rows: readonly PushRow[]): Promise<ReadonlySet<string>> {
  const namedBy = rows.map((row) => ({ id: row.id, named: idsNamedBy(row) }));
  const asked = [...new Set(namedBy.flatMap(({ named }) => named))];
  if (asked.length === 0) return new Set();
  const { rows: found } = await client.query<{ id: string }>(
    'SELECT document_id AS id FROM erasures WHERE document_id = ANY($1::uuid[])',
    [asked],
  );
  const erased = new Set(found.map(({ id }) => id));
  return new Set(namedBy.filter(({ named }) => named.some((id) => erased.has(id))).map(({ id }) => id));
}
