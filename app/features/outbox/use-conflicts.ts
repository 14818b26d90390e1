import { useMemo } from 'react';
import type { ConflictCard } from '../../../sync/rules/document';
import { useDatabase } from '../../database/database-context';
import { useConflicted } from '../../database/use-conflicted';
import { cardsToSettle, type Conflicted, type ConflictedCollection } from '../conflicts/settle-conflict';
import { orderConflicts } from './order-conflicts';

export type ConflictEntry = {
  readonly collection: ConflictedCollection;
  readonly document: Conflicted;
  readonly card: ConflictCard;
};

/** Every open conflict card on this device, live, one's own first; `undefined` while they are being read. */
export function useConflicts(): readonly ConflictEntry[] | undefined {
  const { me } = useDatabase();
  const customers = useConflicted('customers');
  const appointments = useConflicted('appointments');
  return useMemo(() => {
    if (customers === undefined || appointments === undefined) return undefined;
    const entries = (collection: ConflictedCollection, documents: readonly Conflicted[]): ConflictEntry[] =>
      documents.flatMap((document) =>
        cardsToSettle(document, me.memberId).map((card) => ({ collection, document, card })),
      );
    return orderConflicts([...entries('customers', customers), ...entries('appointments', appointments)], me.memberId);
  }, [customers, appointments, me.memberId]);
}
