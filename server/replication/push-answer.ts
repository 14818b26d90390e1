/** What a device is told of a row it pushed: nothing but the version where it shows what stands, else the document. */
import { SETTLED_CARDS, type CollectionDefinition } from '../../sync/collections/definition';
import type { PushResult, PushRow, WireDocument } from '../../sync/protocol/messages';
import { sameValue, stampOf, type ConflictCard } from '../../sync/rules/document';
import { settledIn } from '../../sync/rules/local-document';
import type { MergeResult } from '../../sync/rules/merge';
import { problem, type Change, type Problem } from '../lib/push-rule';
import { withoutUnits, type ReadDocument } from './read-rows';
import type { Receipts, Receipt, StoredRow, PushPlan, PushContext, Decision } from './push-context';

export function refusal(
  { plan, deviceId }: PushContext,
  id: string,
  seen: StoredRow | null,
  { code, params }: Problem,
): Decision {
  return {
    result: {
      id,
      outcome: 'refused',
      code,
      params,
      document: seen === null ? null : wireOf(plan, deviceId, seen.document, seen.receipts),
    },
    write: null,
    change: null,
  };
}

/** Whether the device shows of the server's own fields what now stands in them. */
export function showsOfficeFields(context: PushContext, before: Change['before'], after: Change['after']): boolean {
  const { officeFields, table } = context.plan;
  if (officeFields.length === 0) return true;
  const shown = before ?? table.replication.bornAs?.(context) ?? {};
  return officeFields.every(
    (field) => after[field] === undefined || sameValue(after[field], shown[field] ?? table.byField.get(field)?.empty),
  );
}

/** Whether the device's own view, after an `applied`, is what the server now has. */
export function shows(
  { hidden, officeFields, table }: PushPlan,
  row: PushRow,
  merge: MergeResult,
  after: Change['after'],
  isNew: boolean,
): boolean {
  if (merge.clashes.length > 0 || !merge.changed.every((unit) => unit in row.patch)) return false;
  for (const name of Object.keys(row.patch)) {
    if (name === SETTLED_CARDS) continue;
    const { stamp, values } = row.patch[name]!;
    if (stampOf(merge.stamps, name) !== stamp) return false;
    for (const field of Object.keys(values)) if (!sameValue(after[field], values[field])) return false;
  }
  // Fields the maker left out were filled in; those it cannot know of do not count, nor does what it reads as empty.
  return (
    !isNew ||
    Object.keys(after).every(
      (field) =>
        field in merge.fields ||
        officeFields.includes(field) ||
        hidden.includes(field) ||
        isNewerEmpty(table.definition, field, after[field]),
    )
  );
}

/** A field of later shapes that stands empty: a document that lacks it is read so. */
function isNewerEmpty({ fields, empties }: CollectionDefinition, field: string, value: unknown): boolean {
  return (fields[field]?.since ?? 0) > 0 && sameValue(value, empties[field]);
}

/** Whether the cards are those the device knew, without the ones it has settled. */
export function sameOpenCards(
  before: readonly ConflictCard[],
  after: readonly ConflictCard[],
  patch: PushRow['patch'],
): boolean {
  const settled = settledIn(patch);
  const known = before.filter(({ id }) => !settled.includes(id));
  return known.length === after.length && known.every((card, at) => card === after[at]);
}

/** What stands in a unit of policy `state`, as the reason why it was not taken. */
export function stateStands(unit: string, fields: Change['before']): Problem {
  const stands = fields?.[unit];
  return problem('sync.stateStands', {
    unit,
    stands: typeof stands === 'string' ? stands : JSON.stringify(stands ?? ''),
  });
}

/** Units of a repeated push that were not taken when it first came. */
export function retold(patch: PushRow['patch'], receipt: Receipt | undefined): string[] {
  const refused = Object.entries(receipt?.refused ?? {});
  return refused.filter(([unit, seq]) => patch[unit]?.seq === seq).map(([unit]) => unit);
}

export function merged(
  plan: PushPlan,
  deviceId: string,
  document: ReadDocument,
  receipts: Receipts,
  refused: readonly string[] = [],
): PushResult {
  const result = { id: document.id, outcome: 'merged' as const, document: wireOf(plan, deviceId, document, receipts) };
  if (refused.length === 0) return result;
  return { ...result, refused: refused.map((unit) => ({ unit, ...stateStands(unit, document.fields) })) };
}

function wireOf(
  { definition, hidden, newer }: PushPlan,
  deviceId: string,
  document: ReadDocument,
  receipts: Receipts,
): WireDocument {
  const fields: Record<string, unknown> = { ...document.fields };
  for (const field of hidden) delete fields[field];
  for (const field of newer) if (sameValue(fields[field], definition.empties[field])) delete fields[field];
  const conflicts = document.conflicts.filter((card) => !hidden.includes(card.unit));
  const seq = receipts[deviceId]?.seq ?? 0;
  return {
    id: document.id,
    version: document.version,
    fields,
    stamps: withoutUnits(document.stamps, hidden),
    ...(conflicts.length > 0 ? { conflicts } : {}),
    ...(seq > 0 ? { seq } : {}),
  };
}
