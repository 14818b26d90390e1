/** What a person does to a document on their device: making one, editing it, settling a card (sync/README.md §3.1). */
import {
  makesCards,
  SETTLED_CARDS,
  unitNamed,
  unitOfField,
  type CollectionDefinition,
  type DocumentFields,
} from '../collections/definition';
import { basisOf, latestStamp, readsTheSame, stampOf, unitValues, type Bases, type PendingUnit } from './document';
import { laterStamp, nextStamp, stampDevice, type Stamp } from './stamp';
import { type LocalDocument, outboxWaiting, type By, settledIn, openCards } from './local-document';

/**
 * A device's edit: `values` of any fields, stamped now. Unchanged units are left alone; null when nothing changed.
 * `bases` says what the person was shown of a unit when they began; without it, what stands now (sync/README.md §3.1).
 */
export function editDocument(
  definition: CollectionDefinition,
  document: LocalDocument,
  values: DocumentFields,
  by: By,
  bases: Bases = {},
): LocalDocument | null {
  const touched = new Set<string>();
  for (const [field, value] of Object.entries(values)) {
    if (JSON.stringify(document.fields[field]) !== JSON.stringify(value)) touched.add(unitOfField(definition, field));
  }
  if (touched.size === 0) return null;
  const stamp = nextStamp(laterStamp(by.seen, latestStamp(document.sync.stamps)), by.nowMs, by.deviceId);
  const seq = document.sync.seq + 1;
  const fields = { ...document.fields, ...values };
  const pending: Record<string, PendingUnit> = { ...document.sync.pending };
  const stamps: Record<string, Stamp> = { ...document.sync.stamps };
  const confirmed: Record<string, unknown> = { ...document.sync.confirmed };
  const confirmedStamps: Record<string, Stamp> = { ...document.sync.confirmedStamps };
  for (const unit of touched) {
    const edit = { seq, stamp, values: unitValues(definition, fields, unit) };
    const replaced = replacedBy(definition, document, unit, edit, by.deviceId, bases);
    if (pending[unit] === undefined && confirmedStamps[unit] === undefined) {
      Object.assign(confirmed, unitValues(definition, document.fields, unit));
      const standing = stampOf(document.sync.stamps, unit);
      if (replaced.base !== standing) confirmedStamps[unit] = standing;
    }
    pending[unit] = { ...edit, ...replaced };
    stamps[unit] = stamp;
  }
  const sync = { ...document.sync, stamps, seq, pending, confirmed, outbox: outboxWaiting(stamp), rejection: null };
  return {
    ...document,
    fields,
    sync: Object.keys(confirmedStamps).length === 0 ? sync : { ...sync, confirmedStamps },
  };
}

/** An unsent edit that went unseen is kept beside the one that replaces it; nobody has this many tabs. */
const MAX_UNSEEN = 20;

/**
 * What the edit is based on, and which values of this device it takes the place of without their having been shown:
 * those of another tab of the person, which the office would take for known, having come from the same device; and an
 * unsent one that something later is shown in place of.
 */
function replacedBy(
  definition: CollectionDefinition,
  { fields, sync }: LocalDocument,
  unit: string,
  { seq, values }: Pick<PendingUnit, 'seq' | 'values'>,
  deviceId: string,
  bases: Bases,
): Pick<PendingUnit, 'base' | 'unseen'> {
  const standing = basisOf(definition, fields, sync.stamps, unit);
  const before = sync.pending[unit];
  const begun = bases[unit];
  const isShown = begun === undefined || readsTheSame(begun.values, standing.values);
  const isBeforeShown = before !== undefined && readsTheSame(before.values, standing.values);
  const lost = [...(before?.unseen ?? [])];
  if (before !== undefined && !(isShown && isBeforeShown) && !readsTheSame(before.values, begun?.values ?? {}))
    lost.push({ seq, stamp: before.stamp, values: before.values });
  else if (before === undefined && !isShown && stampDevice(standing.stamp) === deviceId)
    lost.push({ seq, ...standing });
  const base = !isShown ? begun.stamp : before === undefined || !isBeforeShown ? standing.stamp : before.base;
  const unseen = makesCards(definition, unit)
    ? lost.filter((one) => !readsTheSame(one.values, values)).slice(-MAX_UNSEEN)
    : [];
  return unseen.length === 0 ? { base } : { base, unseen };
}

/**
 * A person settles one card: `values` is what they want to stand instead of what is shown, {} where that may stay. One
 * edit, with one stamp and number, so that neither half arrives without the other. Null when the card is not open.
 */
export function settleCard(
  definition: CollectionDefinition,
  document: LocalDocument,
  cardId: string,
  values: DocumentFields,
  by: By,
  bases: Bases = {},
): LocalDocument | null {
  if (!openCards(document.sync).some(({ id }) => id === cardId)) return null;
  const edited = editDocument(definition, document, values, by, bases);
  const { sync } = edited ?? document;
  const stamp =
    edited === null
      ? nextStamp(laterStamp(by.seen, latestStamp(sync.stamps)), by.nowMs, by.deviceId)
      : sync.outbox.slice(1);
  const seq = edited === null ? sync.seq + 1 : sync.seq;
  const settlement: PendingUnit = {
    seq,
    stamp,
    base: '',
    values: { [SETTLED_CARDS]: [...settledIn(sync.pending), cardId] },
  };
  return {
    ...(edited ?? document),
    sync: {
      ...sync,
      seq,
      pending: { ...sync.pending, [SETTLED_CARDS]: settlement },
      outbox: outboxWaiting(stamp),
      rejection: null,
    },
  };
}

/** A new document made on this device. */
export function createLocalDocument(
  definition: CollectionDefinition,
  id: string,
  values: DocumentFields,
  by: By,
): LocalDocument {
  const stamp = nextStamp(by.seen, by.nowMs, by.deviceId);
  const pending: Record<string, PendingUnit> = {};
  for (const field of Object.keys(values)) {
    const unit = unitOfField(definition, field);
    if (unitNamed(definition, unit).merge !== 'server')
      pending[unit] ??= { seq: 1, stamp, base: '', values: unitValues(definition, values, unit) };
  }
  return {
    id,
    fields: values,
    sync: {
      version: 0,
      stamps: { '*': stamp },
      conflicts: [],
      seq: 1,
      pending,
      confirmed: {},
      outbox: outboxWaiting(stamp),
      rejection: null,
    },
  };
}
