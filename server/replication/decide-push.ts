/**
 * What becomes of one pushed row. Pure: everything it may know is in `context` and `stored`. The numbers are those of
 * sync/README.md §5; locking before and writing after are push.ts.
 */
import type { PushRow } from '../../sync/protocol/messages';
import { cardsAfter } from '../../sync/rules/conflict-cards';
import type { ConflictCard } from '../../sync/rules/document';
import { settledIn } from '../../sync/rules/local-document';
import { mergePatch } from '../../sync/rules/merge';
import { correctStamp, laterStamp, makeStamp, type Stamp } from '../../sync/rules/stamp';
import { problem, type Change, type Problem } from '../lib/push-rule';
import { changeOf } from './audit-changes';
import { correctRecorded } from './correct-recorded';
import { freshUnits, knownUnits, malformedUnit, unknownFields, unstorableUnit, wantedFields } from './patch-form';
import type { Receipts, StoredRow, PushPlan, PushContext, RowToWrite, Decision } from './push-context';
import { refusal, showsOfficeFields, shows, sameOpenCards, stateStands, retold, merged } from './push-answer';
import { mayTouch, beyondImporter, validate, invalidField, invalidUnseen } from './check-pushed-row';

export function decidePush(context: PushContext, row: PushRow, stored: StoredRow | null): Decision {
  const { plan, deviceId } = context;
  const seen = stored?.inScope === true ? stored : null;
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
  const untouchable = context.isOffice ? null : mayTouch(context, stored, touched);
  if (untouchable !== null) return refuse(untouchable);
  // Before the rules look at it: they count on the form, and what they throw would be no answer to the whole push.
  const unfit = invalidField(plan, wish) ?? invalidUnseen(plan, patch);
  if (unfit !== null) return refuse(problem('sync.invalidDocument', { field: unfit }));
  const forbidden = context.isOffice
    ? null
    : (plan.table.replication.mayPush?.({ ...wish, after: before ?? {} }, context) ?? null);
  if (forbidden !== null) return refuse(forbidden);

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
  if (!staysInScope(context, after))
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
  return refusal(context, id, stored?.inScope === true ? stored : null, why);
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

/** Whoever gives a document away does not see it any more: not even in the answer. */
function staysInScope(context: PushContext, after: Change['after']): boolean {
  return context.plan.table.replication.staysInScope?.(after, context) ?? true;
}

/** What the server adds: its own fields, and in a new document the fields its maker did not know. */
function complete(context: PushContext, before: Change['before'], mergedFields: Change['after']): Change['after'] {
  const { table } = context.plan;
  const fields = before === null ? { ...table.empties, ...mergedFields } : mergedFields;
  return table.replication.complete?.(before, fields, context) ?? fields;
}
