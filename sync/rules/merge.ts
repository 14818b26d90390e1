/**
 * The one merge of the product: pending units onto a master document (sync/README.md §5). Pure; the server runs it to
 * decide, a device runs it to show its unsent work on top of what the server sent.
 *
 * The numbers in the comments are those of §5.
 */
import {
  makesCards,
  onlyGrows,
  unitNamed,
  type CollectionDefinition,
  type DocumentFields,
  type MergePolicy,
} from '../collections/definition';
import {
  ALL_UNITS,
  latestStamp,
  sameValue,
  stampOf,
  unitValues,
  type Patch,
  type PendingUnit,
  type Stamps,
} from './document';
import { laterStamp, nextStamp, stampDevice, stampMs, type Stamp } from './stamp';

/** What came out where two sides had written without knowing of each other and a person should look. */
export type Clash = {
  readonly unit: string;
  readonly winner: { values: DocumentFields; stamp: Stamp };
  readonly loser: { values: DocumentFields; stamp: Stamp };
};
export type MergeResult = {
  readonly fields: DocumentFields;
  readonly stamps: Stamps;
  readonly clashes: readonly Clash[];
  /** Units of policy `state` that something else stands in: nothing of them was taken. */
  readonly refused: readonly string[];
  /** Units whose value or stamp changed. */
  readonly changed: readonly string[];
};
type Side = { readonly fields: DocumentFields; readonly stamps: Stamps };

const isEmptyInstant = (value: unknown) => value === undefined || value === '';

/**
 * Merges `patch` into `master` (fields and stamps; an unborn document is `{fields: {}, stamps: {}}`). Mutates nothing.
 * `unseen` says whether another device wrote the document since the writer of the patch last saw it; `isOffice`, that
 * the server itself writes, and with it what only the server writes.
 */
export function mergePatch(
  definition: CollectionDefinition,
  master: Side,
  given: Patch,
  unseen: boolean,
  isOffice = false,
): MergeResult {
  const patch = definition.adapt?.(given, master) ?? given;
  const fields: Record<string, unknown> = { ...master.fields };
  const stamps: Record<string, Stamp> = { ...master.stamps };
  const clashes: Clash[] = [];
  const changed: string[] = [];
  const refused: string[] = [];

  const accept = (unit: string, values: DocumentFields, stamp: Stamp) => {
    Object.assign(fields, values);
    stamps[unit] = stamp;
    changed.push(unit);
  };

  // 5: the other tab of a person wrote these, and where the edit was typed nobody saw them
  const addUnseen = (unit: string, { unseen = [] }: PendingUnit) => {
    const winner = { values: unitValues(definition, fields, unit), stamp: stampOf(stamps, unit) };
    if (!makesCards(definition, unit)) return;
    for (const { values, stamp } of unseen)
      if (!sameValue(values, winner.values)) clashes.push({ unit, winner, loser: { values, stamp } });
  };

  const entries = Object.entries(patch).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [unit, pending] of entries) {
    const said: MergePolicy = unitNamed(definition, unit).merge;
    const policy: MergePolicy = isOffice && said === 'server' ? 'latest' : said;
    if (policy === 'server' || policy === 'removal' || policy === 'settle') continue; // 7 and 8
    const current = stampOf(master.stamps, unit);
    const currentValues = unitValues(definition, master.fields, unit);
    if (isSameWrite(pending, current, currentValues)) continue; // 1

    if (policy === 'once') {
      if (current === '') accept(unit, pending.values, pending.stamp); // 2
      continue;
    }
    const grow = GROWING[policy];
    if (grow !== undefined) {
      const values = grow(currentValues, pending.values); // 3
      if (!sameValue(values, currentValues) || current === '') accept(unit, values, laterStamp(current, pending.stamp));
      continue;
    }
    if (knows(pending, current)) {
      // 4: written over this very value: it wins whatever the clocks say
      const stamp =
        pending.stamp > current
          ? pending.stamp
          : nextStamp(current, stampMs(pending.stamp), stampDevice(pending.stamp));
      accept(unit, pending.values, stamp);
      addUnseen(unit, pending);
      continue;
    }
    // 5: the later stamp shows. A writer who had seen something later than what stands here (the office was put back to
    // a backup) comes after it whatever the clocks say: in any other life of the office stamps of a unit only grow.
    const stamp =
      pending.stamp > current || pending.base <= current
        ? pending.stamp
        : nextStamp(current, stampMs(pending.stamp), stampDevice(pending.stamp));
    if (policy === 'state') {
      if (sameValue(currentValues, pending.values)) continue;
      if (pending.base > current || leads(definition, unit, currentValues, pending.values))
        accept(unit, pending.values, stamp > current ? stamp : nextStamp(current, 0, stampDevice(pending.stamp)));
      else refused.push(unit);
      continue;
    }
    const wins = stamp > current;
    if (makesCards(definition, unit) && !sameValue(currentValues, pending.values)) {
      const mine = { values: pending.values, stamp };
      const theirs = { values: currentValues, stamp: current };
      clashes.push(wins ? { unit, winner: mine, loser: theirs } : { unit, winner: theirs, loser: mine });
    }
    if (wins) accept(unit, pending.values, stamp);
    addUnseen(unit, pending);
  }

  mergeRemoval(definition, master, patch, unseen, { fields, stamps, changed, clashes, accept });
  return { fields, stamps: compact(definition, stamps), clashes, refused, changed };
}

/**
 * The stamp alone does not say so: corrected by the server (§2.2), an edit can come to bear the stamp that its device,
 * whose clock is behind, gives to the next one.
 */
function isSameWrite(pending: PendingUnit, current: Stamp, currentValues: DocumentFields): boolean {
  return pending.stamp === current && sameValue(pending.values, currentValues);
}

/** Whether the writer of `pending` knew the value stamped `current`: it was the base, or the same device wrote it. */
function knows(pending: PendingUnit, current: Stamp): boolean {
  return current === '' || pending.base === current || stampDevice(current) === stampDevice(pending.stamp);
}

/** Whether a step may be taken although its writer did not know what stands. */
function leads(definition: CollectionDefinition, unit: string, from: DocumentFields, to: DocumentFields): boolean {
  return definition.fields[unit]?.leads?.(from[unit], to[unit]) === true;
}

const isNobodysEdit = (policy: MergePolicy) => policy === 'server' || onlyGrows(policy);

type Draft = {
  fields: Record<string, unknown>;
  stamps: Record<string, Stamp>;
  changed: string[];
  clashes: Clash[];
  accept: (unit: string, values: DocumentFields, stamp: Stamp) => void;
};

/** 7: a deletion that did not know of an edit loses to the edit, whichever of the two arrives first. */
function mergeRemoval(
  definition: CollectionDefinition,
  master: Side,
  patch: Patch,
  unseen: boolean,
  draft: Draft,
): void {
  const unit = Object.keys(definition.units).find((name) => definition.units[name]?.merge === 'removal');
  if (unit === undefined) return;
  const field = unitNamed(definition, unit).fields[0] as string;
  const pending = patch[unit];
  const current = stampOf(master.stamps, unit);

  if (pending !== undefined) {
    if (isSameWrite(pending, current, unitValues(definition, master.fields, unit))) return;
    if (unseen && !isEmptyInstant(pending.values[field])) {
      const newest = latestStamp(draft.stamps);
      draft.clashes.push({
        unit,
        winner: { values: { [field]: '' }, stamp: newest },
        loser: { values: pending.values, stamp: pending.stamp },
      });
      return;
    }
    draft.accept(
      unit,
      pending.values,
      pending.stamp > current ? pending.stamp : nextStamp(current, 0, stampDevice(pending.stamp)),
    );
    return;
  }
  // What the office keeps about a document is nobody's edit of it.
  const edits = draft.changed.filter((name) => !isNobodysEdit(unitNamed(definition, name).merge));
  if (isEmptyInstant(master.fields[field]) || edits.length === 0) return;
  const newest = edits.map((name) => stampOf(draft.stamps, name)).reduce(laterStamp, '');
  const stamp = nextStamp(laterStamp(current, newest), 0, stampDevice(newest));
  draft.clashes.push({
    unit,
    winner: { values: { [field]: '' }, stamp },
    loser: { values: { [field]: master.fields[field] }, stamp: current },
  });
  draft.accept(unit, { [field]: '' }, stamp);
}

function greatest(a: DocumentFields, b: DocumentFields): DocumentFields {
  return Object.fromEntries(
    Object.keys({ ...a, ...b }).map((key) => {
      const valueIn = (side: DocumentFields) =>
        Object.hasOwn(side, key) ? (side[key] as string | number | undefined) : undefined;
      const [left, right] = [valueIn(a), valueIn(b)];
      return [key, left === undefined || (right !== undefined && right > left) ? right : left];
    }),
  );
}

function greatestPerKey(a: DocumentFields, b: DocumentFields): DocumentFields {
  return Object.fromEntries(
    Object.keys({ ...a, ...b }).map((field) => [
      field,
      greatest((a[field] as DocumentFields | undefined) ?? {}, (b[field] as DocumentFields | undefined) ?? {}),
    ]),
  );
}

function union(a: DocumentFields, b: DocumentFields): DocumentFields {
  return Object.fromEntries(
    Object.keys({ ...a, ...b }).map((key) => {
      const items = [...((a[key] as unknown[] | undefined) ?? []), ...((b[key] as unknown[] | undefined) ?? [])];
      return [key, items.filter((item, at) => items.findIndex((other) => sameValue(other, item)) === at)];
    }),
  );
}

/** By policy, what two values come to that are merged without asking who knew of whom. */
const GROWING: Readonly<Partial<Record<MergePolicy, (a: DocumentFields, b: DocumentFields) => DocumentFields>>> = {
  greatest,
  greatestPerKey,
  union,
};

/** Folds units that share one stamp with most others into `*`; leaves anything else as it is. */
function compact(definition: CollectionDefinition, stamps: Stamps): Stamps {
  const given = Object.values(stamps);
  // Nearly every new document: all of it was written at once.
  if (given.length > 0 && given[0] !== '' && given.every((stamp) => stamp === given[0]))
    return { [ALL_UNITS]: given[0] as Stamp };
  // Where `*` stands, units without a stamp of their own have its stamp already.
  const names = new Set([...(ALL_UNITS in stamps ? [] : Object.keys(definition.units)), ...Object.keys(stamps)]);
  names.delete(ALL_UNITS);
  const byUnit = [...names].map((name) => [name, stampOf(stamps, name)] as const);
  const counts = new Map<Stamp, number>();
  for (const [, stamp] of byUnit) if (stamp !== '') counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
  const common = stamps[ALL_UNITS] ?? [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
  if (common === undefined) return {};
  // From here on `*` stands for units nobody has written yet as well: they count as written at creation.
  const result: Record<string, Stamp> = { [ALL_UNITS]: common };
  for (const [name, stamp] of byUnit.sort(([a], [b]) => (a < b ? -1 : 1)))
    if (stamp !== common && stamp !== '') result[name] = stamp;
  return result;
}
