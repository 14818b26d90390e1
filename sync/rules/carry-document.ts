/** Unsent edits carried over a restored office or a device's new name. */
import { type CollectionDefinition, type DocumentFields } from '../collections/definition';
import { latestStamp, stampOf, type PendingUnit } from './document';
import { isStampOfAnother, laterStamp, type Stamp } from './stamp';
import { type LocalDocument, type By, savesOf } from './local-document';
import { createLocalDocument } from './edit-document';

/**
 * The server had the document and, restored from an older backup, has it no more: what was an edit of it becomes its
 * creation, whole, so that neither the edit nor what it was made on is lost. `own` are the fields that only the maker
 * of a new document may fill in. What the person did not type stands in `confirmed` as well, should it turn out not to
 * be theirs.
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
