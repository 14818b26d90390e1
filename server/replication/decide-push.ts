/**
 * What becomes of one pushed row. Pure: everything it may know is in `context` and `stored`. The numbers are those of
 * sync/README.md §5; locking before and writing after are push.ts.
 */
import * as z from 'zod/mini';
import { onlyGrows, SETTLED_CARDS, unitNamed, type CollectionDefinition } from '../../sync/collections/definition';
import type { PushResult, PushRow, WireDocument } from '../../sync/protocol/messages';
import { cardsAfter } from '../../sync/rules/conflict-cards';
import { sameValue, stampOf, type ConflictCard, type Stamps } from '../../sync/rules/document';
import { settledIn } from '../../sync/rules/local-document';
import { mergePatch, type MergeResult } from '../../sync/rules/merge';
import { correctStamp, laterStamp, makeStamp, type Stamp } from '../../sync/rules/stamp';
import { outOfScopeCode, parentOf } from '../../sync/collections/registry';
import { ERROR_CODES, type ErrorCode } from '../../sync/errors';
import type { SignedInMember } from '../lib/identity';
import { maySeeCustomer } from '../features/customers/may-see-customer';
import { problem, type Change, type Problem, type PushFacts } from '../lib/push-rule';
import { changeOf, type DocumentChange } from './audit-changes';
import { correctRecorded } from './correct-recorded';
import { freshUnits, knownUnits, malformedUnit, unknownFields, unstorableUnit, wantedFields } from './patch-form';
import { withoutUnits, type ReadDocument } from './read-rows';
import type { Table } from './tables';

export type Receipts = Readonly<Record<string, Receipt>>;
/** `refused`: of what is at or below `seq`, units that were not taken, with theirs; to be told again if it is asked. */
type Receipt = {
  readonly seq: number;
  readonly version: number;
  readonly refused?: Readonly<Record<string, number>>;
};
export type StoredRow = { readonly document: ReadDocument; readonly receipts: Receipts; readonly inSight: boolean };

export type PushPlan = {
  readonly table: Table;
  readonly definition: CollectionDefinition;
  /** The collection's shape without the id, which is checked before. */
  readonly shape: z.ZodMiniType;
  /** Fields the pusher may neither see nor write. */
  readonly hidden: readonly string[];
  /** Fields the pusher's build does not know. */
  readonly newer: readonly string[];
  /** Fields that only the server writes. */
  readonly officeFields: readonly string[];
};
export type PushContext = PushFacts & {
  readonly plan: PushPlan;
  readonly deviceId: string;
  /** Milliseconds to add to the device's stamps; 0 when its clock is near enough. */
  readonly shiftMs: number;
  readonly memberOfDevice: ReadonlyMap<string, string>;
  /** The office itself writes: it may, and it writes what only the server writes. */
  readonly isOffice: boolean;
  /** The device's build knows more than this one: what is unknown here is kept for it. */
  readonly keepsUnknown: boolean;
  /** Who brings it in for the pusher, and must see what it concerns as well; null for a device's own push. */
  readonly importer: SignedInMember | null;
};

export type RowToWrite = {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly stamps: Stamps;
  readonly receipts: Receipts;
  /** The fields that differ from what is stored. */
  readonly written: readonly string[];
  readonly conflicts: readonly ConflictCard[];
  readonly extra: Readonly<Record<string, unknown>>;
};
export type Decision = {
  readonly result: PushResult;
  readonly write: RowToWrite | null;
  readonly change: DocumentChange | null;
};

const MAX_EXTRA_BYTES = 20_000;

export function decidePush(context: PushContext, row: PushRow, stored: StoredRow | null): Decision {
  const { plan, deviceId } = context;
  const seen = stored?.inSight === true ? stored : null;
  const refuse = (why: Problem) => refusal(context, row.id, seen, why);

  // 1: units that were applied before change nothing now
  const receipt = stored?.receipts[deviceId];
  const asked = receipt === undefined ? row.patch : freshUnits(row.patch, receipt.seq);
  const isEmpty = Object.keys(asked).length === 0;
  if (stored !== null && isEmpty) {
    if (seen !== null)
      return {
        result: merged(plan, deviceId, seen.document, seen.receipts, retold(row.patch, receipt)),
        write: null,
        change: null,
      };
    if (receipt !== undefined)
      return {
        result: { id: row.id, outcome: 'applied', version: receipt.version, gone: true },
        write: null,
        change: null,
      };
  }
  if (stored === null && (isEmpty || row.seen > 0)) return refuse(problem('sync.unknownDocument'));
  const malformed = malformedUnit(plan.definition, plan.table, asked, deviceId);
  if (malformed !== null) return refuse(problem('request.invalid', { field: malformed }));
  const unstorable = unstorableUnit(asked);
  if (unstorable !== null) return refuse(problem('sync.invalidDocument', { field: unstorable }));
  const patch = context.keepsUnknown ? asked : knownUnits(plan.definition, asked);
  const touched = new Set(Object.keys(patch));

  // 2
  const corrected = correctRecorded(context, correctPatch(context, patch));

  // 3
  const before = stored?.document.fields ?? null;
  const wish = { id: row.id, before, wanted: wantedFields(patch), touched };
  const forbidden = context.isOffice
    ? null
    : (mayTouch(context, stored, touched) ??
      plan.table.replication.mayPush?.({ ...wish, after: before ?? {} }, context) ??
      null);
  if (forbidden !== null) return refuse(forbidden);
  const unfit = invalidField(plan, wish) ?? invalidUnseen(plan, patch);
  if (unfit !== null) return refuse(problem('sync.invalidDocument', { field: unfit }));

  // 4
  const unseen =
    stored !== null &&
    Object.entries(stored.receipts).some(([device, { version }]) => device !== deviceId && version > row.seen);
  const merge = mergePatch(
    plan.definition,
    { fields: before ?? {}, stamps: stored?.document.stamps ?? {} },
    corrected,
    unseen,
    context.isOffice,
  );
  const cards = stored?.document.conflicts ?? [];
  const standing = [...new Set([...merge.refused, ...retold(row.patch, receipt)])];
  const onlyState = merge.refused.length > 0 && merge.refused.length === touched.size;
  if (onlyState || (merge.refused.length > 0 && row.group !== undefined))
    return refuse(stateStands(merge.refused[0]!, before));
  const conflicts = cardsAfter(plan.definition, cards, merge, settledBy(plan, patch), context.memberOfDevice);
  if (stored !== null && merge.changed.length === 0 && conflicts === cards) {
    return {
      result: merged(plan, deviceId, stored.document, stored.receipts, standing),
      write: null,
      change: null,
    };
  }
  const after = complete(context, before, merge.fields);

  // 5
  const wrong = beyondImporter(context, before, after) ?? validate(context, { ...wish, after });
  if (wrong !== null) return refuse(wrong);

  // 6, 7
  const version = (stored?.document.version ?? 0) + 1;
  const seq = Math.max(receipt?.seq ?? 0, ...Object.values(asked).map((unit) => unit.seq));
  const refusedUnits = Object.fromEntries(
    standing.filter((unit) => !merge.changed.includes(unit)).map((unit) => [unit, row.patch[unit]?.seq ?? 0]),
  );
  const told = Object.keys(refusedUnits);
  // What the office keeps about a document is nobody's edit: a deletion that did not know of it stands.
  const isOwnKeeping =
    context.isOffice && stored !== null && merge.changed.every((unit) => plan.officeFields.includes(unit));
  const receipts: Receipts = {
    ...stored?.receipts,
    ...(isOwnKeeping
      ? {}
      : { [deviceId]: told.length === 0 ? { seq, version } : { seq, version, refused: refusedUnits } }),
  };
  const written = Object.keys(after).filter((field) => after[field] !== before?.[field]);
  const write: RowToWrite = {
    id: row.id,
    fields: after,
    written,
    stamps: merge.stamps,
    receipts,
    conflicts,
    extra: unknownFields(plan.table, after) ?? {},
  };
  const stamp = Object.values(corrected).reduce((latest, unit) => laterStamp(latest, unit.stamp), '');
  const change = changeOf(row.id, before, after, stamp, cards, conflicts);
  if (!staysInSight(context, after))
    return { result: { id: row.id, outcome: 'applied', version, gone: true }, write, change };
  const isShown =
    (before === null || row.seen === stored?.document.version) && showsOfficeFields(context, before, after);
  if (
    told.length === 0 &&
    isShown &&
    sameOpenCards(cards, conflicts, patch) &&
    shows(plan, row, merge, after, before === null)
  )
    return { result: { id: row.id, outcome: 'applied', version }, write, change };
  return {
    result: merged(
      plan,
      deviceId,
      { id: row.id, version, fields: after as Record<string, unknown>, stamps: merge.stamps, conflicts },
      receipts,
      told,
    ),
    write,
    change,
  };
}

/** 8: nobody settles what they may not see. */
function settledBy({ hidden }: PushPlan, patch: PushRow['patch']): (card: ConflictCard) => boolean {
  const ids = settledIn(patch);
  return ({ id, unit }) => ids.includes(id) && !hidden.includes(unit);
}

/** As decidePush refuses, for a reason that is not the row's own. */
export function refuseRow(context: PushContext, id: string, stored: StoredRow | null, why: Problem): Decision {
  return refusal(context, id, stored?.inSight === true ? stored : null, why);
}

function refusal(
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

function correctPatch(context: PushContext, patch: PushRow['patch']): PushRow['patch'] {
  const latest = makeStamp(context.nowMs, 0, context.deviceId);
  // Nearly always: the clock is right and nothing lies in the future. What went unseen is earlier than its edit.
  if (context.shiftMs === 0 && Object.values(patch).every(({ stamp }) => stamp <= latest)) return patch;
  const corrected: PushRow['patch'] = {};
  const moved = <T extends { stamp: Stamp }>(one: T): T => ({
    ...one,
    stamp: correctStamp(one.stamp, context.shiftMs, context.nowMs),
  });
  for (const name of Object.keys(patch)) {
    const unit = moved(patch[name]!);
    corrected[name] = unit.unseen === undefined ? unit : { ...unit, unseen: unit.unseen.map(moved) };
  }
  return corrected;
}

function mayTouch({ plan }: PushContext, stored: StoredRow | null, touched: ReadonlySet<string>): Problem | null {
  if (stored !== null && !stored.inSight) return problem(outOfScopeCode(plan.definition));
  const hidden = plan.hidden.find((field) => touched.has(field));
  return hidden === undefined ? null : problem(fieldForbidden(plan.definition), { field: hidden });
}

/**
 * What a file brings in its importer must see as well: a document as it would be, a new one by what it hangs on. One that
 * exists was in sight of both.
 */
function beyondImporter(context: PushContext, before: Change['before'], after: Change['after']): Problem | null {
  const { plan, importer, customers } = context;
  if (importer === null || importer.role === 'admin') return null;
  const parent = parentOf(plan.definition);
  // What hangs on a customer through something else says on which.
  const customer = customers.get(String(after[parent?.of === 'customers' ? parent.by : 'customerId'] ?? ''));
  const isSeen =
    parent === null
      ? (plan.table.replication.staysInSight?.(after, { ...context, pusher: importer }) ?? true)
      : before !== null || (customer !== undefined && maySeeCustomer(importer, customer));
  return isSeen ? null : problem(outOfScopeCode(plan.definition));
}

function fieldForbidden({ noun }: CollectionDefinition): ErrorCode {
  const code = `${noun}.fieldForbidden`;
  return ERROR_CODES.find((each) => each === code) ?? 'auth.forbidden';
}

/** Whoever gives a document away does not see it any more: not even in the answer. */
function staysInSight(context: PushContext, after: Change['after']): boolean {
  return context.plan.table.replication.staysInSight?.(after, context) ?? true;
}

/** What the server adds: its own fields, and in a new document the fields its maker did not know. */
function complete(context: PushContext, before: Change['before'], mergedFields: Change['after']): Change['after'] {
  const { table } = context.plan;
  let fields = mergedFields;
  const missing =
    before === null ? table.columns.filter(({ field, empty }) => !(field in fields) && empty !== undefined) : [];
  if (missing.length > 0)
    fields = { ...fields, ...Object.fromEntries(missing.map(({ field, empty }) => [field, empty])) };
  return table.replication.complete?.(before, fields, context) ?? fields;
}

/** Whether the device shows of the server's own fields what now stands in them. */
function showsOfficeFields(context: PushContext, before: Change['before'], after: Change['after']): boolean {
  const { officeFields, table } = context.plan;
  if (officeFields.length === 0) return true;
  const shown = before ?? table.replication.bornAs?.(context) ?? {};
  return officeFields.every(
    (field) => after[field] === undefined || sameValue(after[field], shown[field] ?? table.byField.get(field)?.empty),
  );
}

function validate(context: PushContext, change: Change): Problem | null {
  const { table } = context.plan;
  const invalid = (field: string) => problem('sync.invalidDocument', { field });
  const field = change.before === null ? invalidWhole(context.plan, change.after) : null;
  if (field !== null) return invalid(field);
  const extra = unknownFields(table, change.after);
  if (extra !== null && Buffer.byteLength(JSON.stringify(extra)) > MAX_EXTRA_BYTES)
    return invalid(Object.keys(extra).find((field) => change.touched.has(field)) ?? '');
  return table.replication.check?.(change, context) ?? null;
}

/**
 * What was asked for must be right even where another value won: it may go on a conflict card, or be passed over in
 * silence.
 * Of a document that exists nothing else is looked at: what an older build left in the rest is not this person's to
 * mend.
 */
function invalidField({ definition }: PushPlan, { before, wanted, touched }: Omit<Change, 'after'>): string | null {
  for (const unit of touched) {
    const { fields, merge } = unitNamed(definition, unit);
    // What a device sends of these is passed over; of a new document the whole is looked at, in which the rest stands
    // as asked for.
    if (merge === 'server' || (before === null && !onlyGrows(merge))) continue;
    for (const field of fields) {
      const fieldShape = definition.shape.shape[field];
      if (fieldShape === undefined) continue;
      if (!z.safeParse(fieldShape, wanted[field]).success) return field;
    }
  }
  return null;
}

/** What an edit took the place of unseen goes on a card, and from there perhaps into the field. */
function invalidUnseen({ definition }: PushPlan, patch: PushRow['patch']): string | null {
  for (const [unit, { unseen = [] }] of Object.entries(patch)) {
    for (const field of unitNamed(definition, unit).fields) {
      const fieldShape = definition.shape.shape[field];
      if (fieldShape !== undefined && unseen.some(({ values }) => !z.safeParse(fieldShape, values[field]).success))
        return field;
    }
  }
  return null;
}

function invalidWhole({ shape }: PushPlan, after: Change['after']): string | null {
  const whole = z.safeParse(shape, after);
  return whole.success ? null : String(whole.error.issues[0]?.path[0] ?? '');
}

/** Whether the device's own view, after an `applied`, is what the server now has. */
function shows(
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
function sameOpenCards(
  before: readonly ConflictCard[],
  after: readonly ConflictCard[],
  patch: PushRow['patch'],
): boolean {
  const settled = settledIn(patch);
  const known = before.filter(({ id }) => !settled.includes(id));
  return known.length === after.length && known.every((card, at) => card === after[at]);
}

/** What stands in a unit of policy `state`, as the reason why it was not taken. */
function stateStands(unit: string, fields: Change['before']): Problem {
  const stands = fields?.[unit];
  return problem('sync.stateStands', {
    unit,
    stands: typeof stands === 'string' ? stands : JSON.stringify(stands ?? ''),
  });
}

/** Units of a repeated push that were not taken when it first came. */
function retold(patch: PushRow['patch'], receipt: Receipt | undefined): string[] {
  const refused = Object.entries(receipt?.refused ?? {});
  return refused.filter(([unit, seq]) => patch[unit]?.seq === seq).map(([unit]) => unit);
}

function merged(
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
