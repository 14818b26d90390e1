/**
 * What a device keeps of a document: the fields as the person should see them, and beside them the edits that have not
 * reached the server. The view is always `merge(master, pending)`; pending units are sent as they are, so nothing that
 * arrives in between can change or lose what was typed (sync/README.md §3).
 */
import {
  makesCards,
  SETTLED_CARDS,
  unitNamed,
  unitOfField,
  type CollectionDefinition,
  type DocumentFields,
} from '../collections/definition';
import { mergePatch } from './merge';
import {
  basisOf,
  latestStamp,
  readsTheSame,
  sameValue,
  stampOf,
  unitValues,
  type Bases,
  type ConflictCard,
  type MasterDocument,
  type Patch,
  type PendingUnit,
  type Save,
  type Stamps,
} from './document';
import { isStampOfAnother, laterStamp, nextStamp, stampDevice, type Stamp } from './stamp';

export type Rejection = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly at: string;
};

export type SyncFields = {
  /** The server's version this device holds; 0 when the server has never confirmed the document. */
  readonly version: number;
  readonly stamps: Stamps;
  readonly conflicts: readonly ConflictCard[];
  /** This device's count of edits to the document. */
  readonly seq: number;
  readonly pending: Patch;
  /** The values under the pending units as the server last sent them: what discarding goes back to. */
  readonly confirmed: DocumentFields;
  /** Their stamps, by unit; where there is none, the pending unit's base. */
  readonly confirmedStamps?: Stamps;
  /** What the office will derive from other work that waits here, by field: shown until it has, and never sent. */
  readonly foreseen?: Foreseen;
  /** Saves of several documents that what is pending here belongs to: sent, taken and refused with the rest of them. */
  readonly saves?: readonly Save[];
  /** Ids of the latest saves whose part is written here, sent or not. */
  readonly joined?: readonly string[];
  /** '' at rest; `w` + stamp: waits to be sent; `r` + stamp: the server refused it and a person must decide. */
  readonly outbox: string;
  readonly rejection: Rejection | null;
};
/** Instants: the one expected, and `told`, which the office last said. */
type Foreseen = Readonly<Record<string, { readonly value: string; readonly told: string }>>;
export type LocalDocument = { readonly id: string; readonly fields: DocumentFields; readonly sync: SyncFields };

export const AT_REST = '';
export const outboxWaiting = (stamp: Stamp) => `w${stamp}`;
export const outboxRefused = (stamp: Stamp) => `r${stamp}`;
export const isWaiting = (outbox: string) => outbox.startsWith('w');
export const isRefused = (outbox: string) => outbox.startsWith('r');

type By = { nowMs: number; deviceId: string; seen: Stamp };

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

/** Ids of the cards that unsent settlements name. */
export function settledIn(patch: Patch): readonly string[] {
  return (patch[SETTLED_CARDS]?.values[SETTLED_CARDS] ?? []) as readonly string[];
}

/** The cards nobody has settled, nor made pointless by putting the other value in place, as this device knows. */
export function openCards({ conflicts, pending }: Pick<SyncFields, 'conflicts' | 'pending'>): readonly ConflictCard[] {
  if (conflicts.length === 0) return conflicts;
  const settled = settledIn(pending);
  return conflicts.filter(
    ({ id, unit, hidden }) => !settled.includes(id) && !sameValue(pending[unit]?.values, hidden.values),
  );
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

/** A document that the server sent, over what the device holds of it (null when it holds nothing). */
export function receiveMaster(
  definition: CollectionDefinition,
  master: MasterDocument,
  mySeq: number,
  local: LocalDocument | null,
): LocalDocument {
  const seq = Math.max(mySeq, local?.sync.seq ?? 0);
  const pending = local?.sync.pending ?? {};
  const foreseen = stillForeseen(master, local?.sync.foreseen);
  if (Object.keys(pending).length === 0) {
    const sync = { ...restingSync(master), seq, ...foreseen.sync, ...joinedOf(local) };
    return { id: master.id, fields: { ...master.fields, ...foreseen.fields }, sync };
  }
  const view = mergePatch(definition, master, pending, false);
  // Showing an edit may change more than the edited: it brings back what somebody deleted.
  const covered = [...new Set([...editsOf(pending), ...view.changed])];
  const confirmed = Object.assign(
    {},
    ...covered.map((unit) => unitValues(definition, master.fields, unit)),
  ) as DocumentFields;
  const confirmedStamps = Object.fromEntries(covered.map((unit) => [unit, stampOf(master.stamps, unit)]));
  return {
    id: master.id,
    fields: { ...view.fields, ...foreseen.fields },
    sync: {
      ...restingSync(master),
      ...foreseen.sync,
      ...savesOf(local),
      stamps: view.stamps,
      seq,
      pending,
      confirmed,
      confirmedStamps,
      outbox: local!.sync.outbox,
      rejection: local!.sync.rejection,
    },
  };
}

/**
 * The server has dealt with the units of `sent`; what was edited since stays pending, based on what was sent.
 * `master` is null where the server's document is exactly what this device already shows, as `version`.
 */
export function acknowledge(
  definition: CollectionDefinition,
  local: LocalDocument,
  sent: Patch,
  version: number,
  master: MasterDocument | null,
): LocalDocument {
  const pending: Record<string, PendingUnit> = {};
  const confirmed: Record<string, unknown> = { ...local.sync.confirmed };
  for (const [unit, edit] of Object.entries(local.sync.pending)) {
    const done = sent[unit];
    if (done === undefined) pending[unit] = edit;
    else if (edit.seq > done.seq) {
      pending[unit] = sinceSent({ ...edit, base: master === null ? done.stamp : edit.base }, done.seq);
      if (unit !== SETTLED_CARDS) Object.assign(confirmed, done.values);
    } else for (const field of Object.keys(done.values)) delete confirmed[field];
  }
  const open = Object.values(pending)
    .map((edit) => edit.stamp)
    .reduce(laterStamp, '');
  const { confirmedStamps: before = {}, ...rest } = local.sync;
  const confirmedStamps = Object.fromEntries(Object.entries(before).filter(([unit]) => !(unit in sent)));
  // Nothing is left of any save.
  const alone = { ...rest };
  delete alone.saves;
  const sync: SyncFields =
    open === ''
      ? { ...alone, version, pending, confirmed: {}, rejection: null, outbox: AT_REST }
      : { ...rest, version, pending, confirmed, confirmedStamps, rejection: null, outbox: outboxWaiting(open) };
  if (master !== null) return receiveMaster(definition, master, local.sync.seq, { ...local, sync });
  const settled = settledIn(sent);
  return {
    ...local,
    sync:
      settled.length === 0 ? sync : { ...sync, conflicts: sync.conflicts.filter(({ id }) => !settled.includes(id)) },
  };
}

/** The office has heard of what went unseen before `seq`. */
function sinceSent({ unseen = [], ...edit }: PendingUnit, seq: number): PendingUnit {
  const open = unseen.filter((one) => one.seq > seq);
  return open.length === 0 ? edit : { ...edit, unseen: open };
}

/**
 * The server refused the units of `sent` for a reason a person must see; nothing typed is lost. Stays waiting if edited
 * since.
 */
export function refuse(local: LocalDocument, sent: Patch, rejection: Rejection): LocalDocument {
  const editedSince = Object.entries(local.sync.pending).some(([unit, edit]) => edit.seq > (sent[unit]?.seq ?? 0));
  if (editedSince || Object.keys(local.sync.pending).length === 0) return local;
  return { ...local, sync: { ...local.sync, rejection, outbox: outboxRefused(local.sync.outbox.slice(1)) } };
}

/**
 * The document left this person's sight: null, it leaves the device; but what the person typed and had not sent stays,
 * as
 * refused. Nothing else does: not a single field that the server had told, nor having settled a card. Giving the work
 * up
 * removes the rest.
 */
export function release(
  definition: CollectionDefinition,
  local: LocalDocument,
  rejection: Rejection,
): LocalDocument | null {
  if (isWaiting(local.sync.outbox) && definition.mustArrive(local.fields)) return local;
  const typed = Object.entries(local.sync.pending).filter(
    ([unit]) => unit !== SETTLED_CARDS && !isTold(definition, local, unit),
  );
  if (typed.length === 0) return null;
  const fields = Object.assign({}, ...typed.map(([, edit]) => edit.values)) as DocumentFields;
  const stamps = Object.fromEntries(typed.map(([unit, edit]) => [unit, edit.stamp]));
  const newest = Object.values(stamps).reduce(laterStamp, '');
  return {
    id: local.id,
    fields,
    sync: {
      ...savesOf(local),
      version: 0,
      stamps,
      conflicts: [],
      seq: local.sync.seq,
      pending: Object.fromEntries(typed),
      confirmed: {},
      outbox: outboxRefused(newest),
      rejection,
    },
  };
}

/** A pending unit that only says what the server had told: of a document that is created anew (`recreate`). */
function isTold(definition: CollectionDefinition, { sync }: LocalDocument, unit: string): boolean {
  const { fields } = unitNamed(definition, unit);
  return (
    sync.version === 0 &&
    fields.every(
      (field) =>
        field in sync.confirmed &&
        JSON.stringify(sync.confirmed[field]) === JSON.stringify(sync.pending[unit]?.values[field]),
    )
  );
}

/**
 * The server had the document and, restored from an older backup, has it no more: what was an edit of it becomes its
 * creation, whole, so that neither the edit nor what it was made on is lost. `own` are the fields that only the maker
 * of a
 * new document may fill in. What the person did not type stands in `confirmed` as well, should it turn out not to be
 * theirs.
 */
export function recreate(
  definition: CollectionDefinition,
  local: LocalDocument,
  own: DocumentFields,
  by: By,
): LocalDocument {
  const seen = laterStamp(by.seen, latestStamp(local.sync.stamps));
  const born = createLocalDocument(definition, local.id, { ...local.fields, ...own }, { ...by, seen });
  const seq = local.sync.seq + 1;
  const pending = Object.fromEntries(
    Object.entries(born.sync.pending).map(([unit, edit]): [string, PendingUnit] => {
      const unseen = local.sync.pending[unit]?.unseen;
      return [unit, unseen === undefined ? { ...edit, seq } : { ...edit, seq, unseen }];
    }),
  );
  const told = Object.entries(pending)
    .filter(([unit]) => local.sync.pending[unit] === undefined)
    .map(([, edit]) => edit.values);
  const { foreseen } = local.sync;
  const confirmed = Object.assign({}, ...told) as DocumentFields;
  return { ...born, sync: { ...born.sync, ...savesOf(local), ...(foreseen && { foreseen }), seq, pending, confirmed } };
}

/** The device has another name now: unsent edits carry it, at the time they were made. */
export function renameStamps(local: LocalDocument, deviceId: string): LocalDocument {
  const renamed = (stamp: Stamp) =>
    isStampOfAnother(stamp, deviceId) ? stamp.slice(0, -deviceId.length) + deviceId : stamp;
  const pending: Record<string, PendingUnit> = {};
  const stamps: Record<string, Stamp> = { ...local.sync.stamps };
  for (const [unit, edit] of Object.entries(local.sync.pending)) {
    const stamp = renamed(edit.stamp);
    const unseen = edit.unseen?.map((one) => ({ ...one, stamp: renamed(one.stamp) }));
    pending[unit] = unseen === undefined ? { ...edit, stamp } : { ...edit, stamp, unseen };
    if (stampOf(stamps, unit) === edit.stamp) stamps[unit] = stamp;
  }
  return { ...local, sync: { ...local.sync, pending, stamps } };
}

/**
 * The office did not take these units because something else stands in them (policy `state`). They wait for the person,
 * from now on based on what stands, of which the person is told: sent again, they are taken if that still stands.
 */
export function refuseUnits(
  local: LocalDocument,
  sent: Patch,
  units: readonly string[],
  stands: Stamps,
  rejection: Rejection,
): LocalDocument {
  const refused = refuse(local, sent, rejection);
  if (!isRefused(refused.sync.outbox)) return refused;
  const seq = refused.sync.seq + 1;
  const pending: Record<string, PendingUnit> = { ...refused.sync.pending };
  for (const unit of units)
    if (pending[unit] !== undefined) pending[unit] = { ...pending[unit], seq, base: stampOf(stands, unit) };
  return { ...refused, sync: { ...refused.sync, seq, pending } };
}

/** Sends a refused document again. */
export function retry(local: LocalDocument): LocalDocument {
  return isRefused(local.sync.outbox)
    ? { ...local, sync: { ...local.sync, rejection: null, outbox: outboxWaiting(local.sync.outbox.slice(1)) } }
    : local;
}

/** Gives up the unsent edits and shows the server's values again; null when the server never had the document. */
export function discard(definition: CollectionDefinition, local: LocalDocument): LocalDocument | null {
  if (local.sync.version === 0) return null;
  const stamps: Record<string, Stamp> = { ...local.sync.stamps };
  const { confirmedStamps, saves = [], joined = [], ...rest } = local.sync;
  const given = saves.map(({ id }) => id);
  for (const unit of editsOf(rest.pending)) stamps[unit] = rest.pending[unit]!.base;
  Object.assign(stamps, confirmedStamps);
  return {
    ...local,
    fields: { ...local.fields, ...local.sync.confirmed },
    sync: {
      ...rest,
      joined: joined.filter((id) => !given.includes(id)),
      stamps,
      pending: {},
      confirmed: {},
      outbox: AT_REST,
      rejection: null,
    },
  };
}

/**
 * Shows what the office will derive of a field from work that waits elsewhere on this device: `value`, an instant, where
 * it is later than what the office told; '' where nothing waits any more. Where what the office told is `withdrawn` by
 * such work, `otherwise` shows, which may be earlier. Null when that is what is shown already.
 */
export function foresee(
  local: LocalDocument,
  field: string,
  value: string,
  { withdrawn, otherwise }: { withdrawn: readonly string[]; otherwise: string } = { withdrawn: [], otherwise: '' },
): LocalDocument | null {
  const { foreseen = {}, ...rest } = local.sync;
  const told = foreseen[field]?.told ?? String(local.fields[field] ?? '');
  const { [field]: before, ...others } = foreseen;
  const shown = value > told ? value : told !== '' && withdrawn.includes(told) ? otherwise : told;
  if (shown === (before?.value ?? told)) return null;
  const next: Foreseen = shown === told ? others : { ...others, [field]: { value: shown, told } };
  return {
    ...local,
    fields: { ...local.fields, [field]: shown },
    sync: Object.keys(next).length === 0 ? rest : { ...rest, foreseen: next },
  };
}

/** What a master has not reached yet of what was foreseen. */
function stillForeseen(master: MasterDocument, foreseen: Foreseen = {}): { fields: DocumentFields; sync: object } {
  const open = Object.entries(foreseen).flatMap(([field, { value, told: before }]) => {
    const told = String(master.fields[field] ?? '');
    // What is expected to be lowered stands until the office says anything else.
    const isOpen = value > before ? value > told : told === before;
    return isOpen ? [[field, { value, told }] as const] : [];
  });
  if (open.length === 0) return { fields: {}, sync: {} };
  return {
    fields: Object.fromEntries(open.map(([field, { value }]) => [field, value])),
    sync: { foreseen: Object.fromEntries(open) },
  };
}

/** What stays known of saves of several documents while something is pending, and after it. */
function savesOf(local: LocalDocument | null): Pick<SyncFields, 'saves' | 'joined'> {
  const { saves } = local?.sync ?? {};
  return saves === undefined ? joinedOf(local) : { saves, ...joinedOf(local) };
}
function joinedOf(local: LocalDocument | null): Pick<SyncFields, 'joined'> {
  const { joined } = local?.sync ?? {};
  return joined === undefined ? {} : { joined };
}

/** The units of a patch that are fields of the document. */
const editsOf = (patch: Patch) => Object.keys(patch).filter((unit) => unit !== SETTLED_CARDS);

export function restingSync(master: MasterDocument): SyncFields {
  return {
    version: master.version,
    stamps: master.stamps,
    conflicts: master.conflicts,
    seq: 0,
    pending: {},
    confirmed: {},
    outbox: AT_REST,
    rejection: null,
  };
}
