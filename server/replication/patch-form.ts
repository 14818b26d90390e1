import {
  SETTLED_CARDS,
  unitNamed,
  type CollectionDefinition,
  type DocumentFields,
} from '../../sync/collections/definition';
import type { PushRow } from '../../sync/protocol/messages';
import { stampDevice } from '../../sync/rules/stamp';
import { isStorable, nodeBudget } from '../lib/storable';
import type { Table } from './tables';

/** Names that mean something else in a document on a device, or to JavaScript itself. */
const RESERVED = new Set(['id', 'sync', 'outbox', 'sortKey', 'runsUntil', 'version']);

/** The unit of a patch that no device of ours would send in this form; null when all are well formed. */
export function malformedUnit(
  definition: CollectionDefinition,
  table: Table,
  patch: PushRow['patch'],
  deviceId: string,
): string | null {
  for (const name of Object.keys(patch)) {
    const unit = patch[name]!;
    if (name in Object.prototype || RESERVED.has(name) || stampDevice(unit.stamp) !== deviceId) return name;
    // A field that belongs to a unit with others cannot be written past them.
    if (!(name in definition.units) && table.byField.has(name)) return name;
    const { fields } = unitNamed(definition, name);
    const isWhole = (values: DocumentFields) =>
      Object.keys(values).length === fields.length && fields.every((field) => Object.hasOwn(values, field));
    if (!isWhole(unit.values)) return name;
    if (unit.unseen?.some(({ stamp, values }) => stampDevice(stamp) !== deviceId || !isWhole(values)) === true)
      return name;
    if (name === SETTLED_CARDS && !areCardIds(unit.values[name])) return name;
  }
  return null;
}

/** Without the units nobody here declared: whoever knows no more than this build has none of its own to keep. */
export function knownUnits(definition: CollectionDefinition, patch: PushRow['patch']): PushRow['patch'] {
  const isKnown = (name: string) => name === SETTLED_CARDS || Object.hasOwn(definition.units, name);
  const names = Object.keys(patch);
  return names.every(isKnown) ? patch : Object.fromEntries(names.filter(isKnown).map((name) => [name, patch[name]!]));
}

const MAX_CARD_IDS = 100;
const MAX_CARD_ID_CHARACTERS = 120;
const areCardIds = (value: unknown) =>
  Array.isArray(value) &&
  value.length <= MAX_CARD_IDS &&
  value.every((id) => typeof id === 'string' && id.length <= MAX_CARD_ID_CHARACTERS);

/**
 * The unit whose values PostgreSQL could not keep as they are (NUL, half a surrogate pair, bottomless nesting, more
 * values than a row may hold); null when none.
 */
export function unstorableUnit(patch: PushRow['patch']): string | null {
  const budget = nodeBudget();
  for (const name of Object.keys(patch)) {
    const { values, unseen = [] } = patch[name]!;
    for (const side of [values, ...unseen.map((one) => one.values)])
      for (const field of Object.keys(side)) if (!isStorable(side[field], 0, budget)) return name;
  }
  return null;
}

/** The units that were not applied before; of these the unseen values that no earlier edit has told of. */
export function freshUnits(patch: PushRow['patch'], appliedSeq: number): PushRow['patch'] {
  const fresh: PushRow['patch'] = {};
  for (const name of Object.keys(patch)) {
    const unit = patch[name]!;
    if (unit.seq <= appliedSeq) continue;
    fresh[name] =
      unit.unseen === undefined ? unit : { ...unit, unseen: unit.unseen.filter(({ seq }) => seq > appliedSeq) };
  }
  return fresh;
}

/** Everything the patch asks for, as fields. */
export function wantedFields(patch: PushRow['patch']): DocumentFields {
  const wanted: Record<string, unknown> = {};
  for (const name of Object.keys(patch)) Object.assign(wanted, patch[name]!.values);
  return wanted;
}

/** Fields that no shape of this build names: a newer peer's, kept and sent on untouched. */
export function unknownFields(table: Table, fields: DocumentFields): Record<string, unknown> | null {
  let extra: Record<string, unknown> | null = null;
  for (const field of Object.keys(fields)) {
    if (!table.byField.has(field)) (extra ??= {})[field] = fields[field];
  }
  return extra;
}
