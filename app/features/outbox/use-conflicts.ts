import { useMemo } from 'react';
import {
  WRITABLE_COLLECTIONS,
  type CollectionName,
  type WritableCollectionName,
} from '../../../sync/collections/registry';
import type { ConflictCard } from '../../../sync/rules/document';
import { useDatabase } from '../../database/database-context';
import { WITH_CARDS } from '../../database/use-conflicted';
import { useDocumentsOf, type PlainQuery } from '../../database/use-documents-of';
import { cardsToSettle, type Conflicted } from '../conflicts/settle-conflict';
import { orderConflicts } from './order-conflicts';

export type ConflictEntry = {
  readonly collection: WritableCollectionName;
  readonly document: Conflicted;
  readonly card: ConflictCard;
};

const QUERIES = new Map<CollectionName, readonly PlainQuery[]>(
  WRITABLE_COLLECTIONS.map((name) => [name, [WITH_CARDS]]),
);

/** Every open conflict card on this device, live, one's own first; `undefined` while they are being read. */
export function useConflicts(): readonly ConflictEntry[] | undefined {
  const { me } = useDatabase();
  const found = useDocumentsOf(QUERIES);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const entries = WRITABLE_COLLECTIONS.flatMap((collection) =>
      (found.get(collection) ?? []).flatMap((document) =>
        cardsToSettle(document, me.memberId).map((card): ConflictEntry => ({ collection, document, card })),
      ),
    );
    return orderConflicts(entries, me.memberId);
  }, [found, me.memberId]);
}
