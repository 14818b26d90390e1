/**
 * Documents that are saved together, as the store has them: read, and what a dying tab left unwritten written after it.
 */
import type { RxCollection } from 'rxdb';
import { COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import type { Save } from '../../../sync/rules/document';
import { hasJoined, joinSave } from '../../../sync/rules/saves';
import { rewriteDocuments } from '../rewrite-documents';
import type { AnyStored, AnyStoredData } from '../stored-document';
import { storedById } from '../rxdb-internals/storage-instance';

type By = Parameters<typeof joinSave>[4];

/** All with which this one is saved, directly or through others, and itself; what was cut off is written first. */
export async function wholeSave(
  collection: RxCollection<AnyStored>,
  document: AnyStoredData,
  by: () => By,
): Promise<AnyStoredData[]> {
  const found = new Map([[document.id, document]]);
  const asked = new Set<string>();
  for (;;) {
    const saves = new Map([...found.values()].flatMap(({ sync }) => (sync.saves ?? []).map((save) => [save.id, save])));
    const lacking = new Set<string>();
    for (const save of saves.values())
      for (const { id } of save.parts) {
        const one = found.get(id);
        // Also of one that is there already: it may have its part of another save.
        if ((one === undefined || !hasJoined(one, save)) && !asked.has(`${save.id} ${id}`)) lacking.add(id);
        asked.add(`${save.id} ${id}`);
      }
    if (lacking.size === 0) break;
    await writeRest(collection, [...lacking], [...saves.values()], by);
    for (const one of await storedById(collection, [...lacking])) found.set(one.id, one);
  }
  // What has been answered already bears no save any more.
  return [...found.values()].filter(({ id, sync }) => id === document.id || sync.saves !== undefined);
}

async function writeRest(
  collection: RxCollection<AnyStored>,
  ids: readonly string[],
  saves: readonly Save[],
  by: () => By,
): Promise<void> {
  const definition = COLLECTIONS[collection.name as CollectionName];
  await rewriteDocuments(collection as unknown as RxCollection, ids, (local, id) => {
    let written = local;
    for (const save of saves) {
      const part = save.parts.find((one) => one.id === id);
      if (part === undefined || (written !== null && hasJoined(written, save))) continue;
      written = joinSave(definition, written, save, part, by()) ?? written;
    }
    return written === local ? undefined : written;
  });
}
