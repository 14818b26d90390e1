import { api } from '../../api/client';
import type { SahaDatabase } from '../../database/saha-database';
import { discardRefused, savedTogether } from '../../database/write';
import type { OutboxEntry } from './outbox-entries';

const MAX_TITLE = 200;

/**
 * Passes on what was refused of one save. The device gives it up only once the office has said that it holds it; sent
 * again after a lost answer it is there once. Rejects with what the office answered, or when it was not reached.
 */
export async function forwardRefused(
  db: SahaDatabase,
  { collection, id, rejection }: Pick<OutboxEntry, 'collection' | 'id' | 'rejection'>,
  { title, note }: { title: string; note: string },
): Promise<void> {
  if (rejection === null) throw new Error('only what was refused is passed on');
  const together = new Set(await savedTogether(db, collection, id));
  const { documents, ...work } = await db.unsentWork();
  await api.work.forward.mutate({
    ...work,
    documents: documents.filter((one) => one.collection === collection && together.has(one.row.id)),
    title: title.slice(0, MAX_TITLE),
    note: note.trim(),
    code: rejection.code,
    params: rejection.params,
  });
  await discardRefused(db, collection, id);
}

/** It was refused for who wrote it, not for what was written: somebody else's rights may help. */
const FOR_ITS_AUTHOR = /\.(outOfScope|\w*[fF]orbidden|mayNot\w*)$/;

/** Bytes of a file stay on the device; whoever leads everybody has nobody to pass it on to. */
export function mayForward(
  role: string,
  { collection, rejection }: Pick<OutboxEntry, 'collection' | 'rejection'>,
): boolean {
  return role !== 'admin' && rejection !== null && collection !== 'files' && FOR_ITS_AUTHOR.test(rejection.code);
}
