/** What the office says of a document, laid under what waits on the device (sync/README.md §3). */
import { SETTLED_CARDS, type CollectionDefinition, type DocumentFields } from '../collections/definition';
import { mergePatch } from './merge';
import { stampOf, unitValues, type MasterDocument, type Patch, type PendingUnit } from './document';
import { laterStamp } from './stamp';
import {
  type SyncFields,
  type Foreseen,
  type LocalDocument,
  AT_REST,
  outboxWaiting,
  settledIn,
  savesOf,
  joinedOf,
  editsOf,
  restingSync,
} from './local-document';

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
 * Shows what the office will derive of a field from work that waits elsewhere on this device: `value`, an instant,
 * where it is later than what the office told; '' where nothing waits any more. Where what the office told is
 * `withdrawn` by such work, `otherwise` shows, which may be earlier. Null when that is what is shown already.
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
