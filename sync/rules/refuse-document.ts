/** What becomes of edits that the office did not take: kept, sent again, or given up by their person. */
import { SETTLED_CARDS, unitNamed, type CollectionDefinition, type DocumentFields } from '../collections/definition';
import { stampOf, type Patch, type PendingUnit, type Stamps } from './document';
import { laterStamp, type Stamp } from './stamp';
import {
  type Rejection,
  type LocalDocument,
  AT_REST,
  outboxWaiting,
  outboxRefused,
  isWaiting,
  isRefused,
  savesOf,
  editsOf,
} from './local-document';

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
 * The document left this person's scope: null, it leaves the device; but what the person typed and had not sent stays,
 * as refused. Nothing else does: not a single field that the server had told, nor having settled a card. Giving the
 * work up removes the rest.
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
