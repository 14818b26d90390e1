import { COLLECTIONS, parentOf, SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import type { Audience, CollectionDefinition } from '../../sync/collections/definition';
import type { Role } from '../../sync/collections/role';
import type { ColumnKind, NounReplication } from '../lib/noun-replication';
import { REPLICATIONS } from './nouns';

export type Column = {
  readonly field: string;
  readonly column: string;
  readonly kind: ColumnKind;
  /** What a document has that lacks the field; undefined: its maker must say. */
  readonly empty: unknown;
  /** Reads `d.<column>`, where it is not a plain column of the table. */
  readonly expression?: string;
};

/** How a collection lies in its table, from its description and its replication. */
export type Table = {
  readonly collection: CollectionName;
  readonly definition: CollectionDefinition;
  readonly replication: NounReplication;
  readonly table: string;
  readonly idType: 'uuid' | 'text';
  readonly audience: Audience;
  readonly columns: readonly Column[];
  readonly byField: ReadonlyMap<string, Column>;
  /** Of the columns that have one, what a new document has that lacks the field. */
  readonly empties: Readonly<Record<string, unknown>>;
  readonly hasDeletion: boolean;
};

const snake = (field: string) =>
  field.replace(/[A-Z]/g, (letter) => `_${String.fromCharCode(letter.charCodeAt(0) + 32)}`);

function tableOf(collection: CollectionName): Table {
  const definition = COLLECTIONS[collection];
  const replication = REPLICATIONS[collection];
  const columns = Object.entries(replication.columns).map(([field, what]): Column => {
    const { kind, expression } = typeof what === 'string' ? { kind: what, expression: undefined } : what;
    return {
      field,
      column: snake(field),
      kind,
      empty: definition.empties[field],
      ...(expression === undefined ? {} : { expression }),
    };
  });
  return {
    collection,
    definition,
    replication,
    table: collection,
    idType: replication.idType ?? 'uuid',
    audience: definition.audience,
    columns,
    byField: new Map(columns.map((column) => [column.field, column])),
    empties: Object.fromEntries(columns.flatMap(({ field, empty }) => (empty === undefined ? [] : [[field, empty]]))),
    hasDeletion: 'deletedAt' in replication.columns,
  };
}

/** What a noun lacks of its description and its replication, by name; the compiler says it of those in the lists. */
export function lackingParts(described: Readonly<Record<string, unknown>>, kept: Readonly<Record<string, unknown>>) {
  return [
    ...Object.keys(described).flatMap((name) => (kept[name] === undefined ? [`${name}: no replication`] : [])),
    ...Object.keys(kept).flatMap((name) => (described[name] === undefined ? [`${name}: no description`] : [])),
  ];
}

// A build whose lists were put together in another way (server/prove/builds) does not start with half a noun.
const lacking = lackingParts(COLLECTIONS, REPLICATIONS);
if (lacking.length > 0) throw new Error(lacking.join(', '));

export const TABLES = Object.fromEntries(SYNC_ORDER.map((name) => [name, tableOf(name)])) as Readonly<
  Record<CollectionName, Table>
>;

/**
 * The table a document hangs on, by whom it is seen, and the column that says on which; null where it hangs on none.
 */
export function parentTable({ definition, byField }: Table): { table: Table; column: string; field: string } | null {
  const parent = parentOf(definition);
  if (parent === null) return null;
  const { column } = byField.get(parent.by) as Column;
  return { table: TABLES[parent.of as CollectionName], column, field: parent.by };
}

const HIDDEN = Object.fromEntries(
  SYNC_ORDER.map((name) => {
    const fields = Object.entries(COLLECTIONS[name].fields);
    const from = (role: Role) =>
      fields.flatMap(([field, { hiddenFrom }]) => (hiddenFrom?.includes(role) ? [field] : []));
    return [name, { agent: from('agent'), manager: from('manager'), admin: from('admin') }];
  }),
) as unknown as Readonly<Record<CollectionName, Readonly<Record<Role, readonly string[]>>>>;

/** Fields of a collection that never leave the server for this role, nor may be written by it. */
export function hiddenFields(collection: CollectionName, role: Role): readonly string[] {
  return HIDDEN[collection][role];
}
