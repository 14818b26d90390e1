import type { WritableCollectionName } from '../../sync/collections/registry';
import { CONFLICTED } from './stored-document';
import type { StoredByCollection } from './saha-database';
import { useDocuments } from './use-document';

/** More than these nobody decides in one sitting. */
const LISTED = 200;
export const WITH_CARDS = {
  selector: { conflicted: CONFLICTED },
  sort: [{ conflicted: 'asc' as const }],
  limit: LISTED,
};

/** Documents with a conflict card that nobody has decided yet, live; `undefined` while they are being read. */
export function useConflicted<C extends WritableCollectionName>(collection: C): StoredByCollection[C][] | undefined {
  return useDocuments<WritableCollectionName>(collection, WITH_CARDS) as StoredByCollection[C][] | undefined;
}
