import * as z from 'zod/mini';
import { unitOfField, type Audience } from '../../sync/collections/definition';
import { below, SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import type { PushRow } from '../../sync/protocol/messages';
import type { PushPlan } from './push-context';
import { factPlan, type FactPlan } from './push-facts';
import { documentReader, type DocumentReader } from './read-rows';
import { parentTable, TABLES, type Table } from './tables';
import { rowWriter, type RowWriter } from './write-rows';

/** What writing a collection needs and what follows from the collection alone: made once, not per push. */
export type Prepared = {
  readonly table: Table;
  readonly plan: Omit<PushPlan, 'hidden' | 'newer'>;
  readonly reader: DocumentReader;
  readonly writer: RowWriter;
  readonly facts: FactPlan;
  readonly holds: {
    readonly table: string;
    readonly field: string;
    readonly unit: string;
    readonly strength: 'SHARE' | 'NO KEY UPDATE';
  } | null;
  /** Of these the scope of everything below depends. */
  readonly scopeUnits: readonly string[];
};

export const PREPARED = Object.fromEntries(SYNC_ORDER.map((name) => [name, prepare(TABLES[name])])) as Readonly<
  Record<CollectionName, Prepared>
>;

function prepare(table: Table): Prepared {
  const { definition, replication } = table;
  const parent = parentTable(table);
  const held =
    replication.holds ??
    (parent === null ? null : { table: parent.table.table, field: parent.field, forUpdate: false });
  return {
    table,
    plan: {
      table,
      definition,
      shape: z.omit(definition.shape, { id: true }),
      officeFields: Object.values(definition.units).flatMap(({ merge, fields }) => (merge === 'server' ? fields : [])),
    },
    reader: documentReader(table, []),
    writer: rowWriter(table),
    facts: factPlan(table),
    holds:
      held === null
        ? null
        : {
            table: held.table,
            field: held.field,
            unit: unitOfField(definition, held.field),
            strength: held.forUpdate === true ? 'NO KEY UPDATE' : 'SHARE',
          },
    scopeUnits: scopeFields(definition.audience).map((field) => unitOfField(definition, field)),
  };
}

/** Which fields of a document say who sees it. */
function scopeFields(audience: Audience): readonly string[] {
  switch (audience.kind) {
    case 'everyone':
      return [];
    case 'customer':
      return ['ownerId', 'sharedWith'];
    case 'child':
      return [audience.by];
    case 'team':
      return [audience.by, audience.team];
    case 'line':
      return [audience.customer];
  }
}

/** The collection itself, what its rows change by trigger, and what hangs on documents whose audience moved. */
export function changedCollections(collection: CollectionName, written: readonly PushRow[]): CollectionName[] {
  if (written.length === 0) return [];
  const { scopeUnits, table } = PREPARED[collection];
  const movesScope = written.some(({ seen, patch }) => seen > 0 && scopeUnits.some((unit) => unit in patch));
  const also = (table.replication.alsoChanges ?? []) as CollectionName[];
  return [...new Set([collection, ...also, ...(movesScope ? below(collection) : [])])];
}
