/**
 * Several documents of one collection saved as one: the office takes all of them or none (sync/README.md §5). Each
 * bears the whole save, so that whichever of them reached the store, the rest can be written after it: a store writes
 * several documents at once unless another tab comes between, and a tab may die at that moment.
 */
import type { CollectionDefinition, DocumentFields } from '../collections/definition';
import type { Save, SavePart } from './document';
import { createLocalDocument, editDocument } from './edit-document';
import type { LocalDocument, SyncFields } from './local-document';

export const MAX_SAVE_PARTS = 50;
/** A document is not saved with others more often than this before the office has answered. */
const MAX_JOINED = 16;

type By = Parameters<typeof createLocalDocument>[3];

export const hasJoined = ({ sync }: { readonly sync: Pick<SyncFields, 'joined'> }, save: Pick<Save, 'id'>) =>
  sync.joined?.includes(save.id) === true;

/**
 * A document with its part of the save; null where there is nothing to write: it has it, shows it already, or left the
 * device before.
 */
export function joinSave(
  definition: CollectionDefinition,
  local: LocalDocument | null,
  save: Save,
  part: SavePart,
  by: By,
): LocalDocument | null {
  if (local === null ? !part.isNew : hasJoined(local, save)) return null;
  const written =
    local === null
      ? createLocalDocument(definition, part.id, part.values, by)
      : editDocument(definition, local, part.isNew ? changeable(definition, part.values) : part.values, by, part.bases);
  if (written === null) return null;
  const { saves = [], joined = [] } = local?.sync ?? {};
  return {
    ...written,
    sync: { ...written.sync, saves: [...saves, save], joined: [...joined, save.id].slice(-MAX_JOINED) },
  };
}

/** Without what is written once. */
export function changeable(definition: CollectionDefinition, values: DocumentFields): DocumentFields {
  return Object.fromEntries(Object.entries(values).filter(([field]) => definition.fields[field]?.merge !== 'once'));
}

/** Ids of all documents that are saved with this one, its own not among them; of these saves alone, not of theirs. */
export function savedWith({ id, sync }: { readonly id: string; readonly sync: Pick<SyncFields, 'saves'> }): string[] {
  const ids = (sync.saves ?? []).flatMap(({ parts }) => parts.map((part) => part.id));
  return [...new Set(ids)].filter((other) => other !== id);
}

/**
 * What belongs together among documents with unsent work, by id: the name they bear on the wire. Whoever is saved with
 * two others joins those.
 */
export function groupNames(documents: readonly Pick<LocalDocument, 'id' | 'sync'>[]): Map<string, string> {
  const nameOf = new Map<string, string>();
  const root = (save: string): string => {
    const above = nameOf.get(save) ?? save;
    return above === save ? save : root(above);
  };
  for (const { sync } of documents) {
    const [first, ...others] = sync.saves ?? [];
    for (const other of others) {
      const [a, b] = [root(first!.id), root(other.id)].sort();
      if (a !== b) nameOf.set(b!, a!);
    }
  }
  return new Map(
    documents.flatMap(({ id, sync }) => {
      const first = sync.saves?.[0];
      return first === undefined ? [] : [[id, root(first.id)] as const];
    }),
  );
}
