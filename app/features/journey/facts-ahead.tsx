import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { WRITABLE_COLLECTIONS } from '../../../sync/collections/registry';
import { beginDocument } from '../../database/begun-document';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import type { Facts, FactsAsked } from '../../database/follow-facts';
import { beginFacts, useFactsOf } from '../../database/use-facts-of';
import { useRecordsOfPerson } from '../../database/use-person';
import { useRecordKinds } from '../../records/records-context';
import { isExpanded } from './expanded';

const FactsContext = createContext<Facts | undefined>(undefined);
const NOTHING: readonly FactsAsked[] = [];

/** What of every noun has a place in a customer's time. */
function useAsked(): readonly FactsAsked[] {
  const kinds = useRecordKinds();
  return useMemo(
    () =>
      WRITABLE_COLLECTIONS.flatMap((collection): FactsAsked[] => {
        const [customer, at] = kinds[collection].timeline?.sort ?? [];
        if (customer === undefined || at === undefined) return [];
        return [{ collection, customer, at, ...(isExpanded(collection) ? { isWhole: true } : {}) }];
      }),
    [kinds],
  );
}

/** Begins to read a customer and, where that is what is opened, their time, before anything is drawn of them. */
export function useBeginCustomer(customerId: string | undefined, isTime: boolean): void {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const asked = useAsked();
  const people = useRecordsOfPerson(customerId ?? '');
  useMemo(() => {
    if (customerId === undefined || generation === 0) return;
    beginDocument(db, 'customers', customerId);
    if (isTime) beginFacts(db, asked, people);
  }, [db, generation, asked, people, customerId, isTime]);
}

/** What stands in a customer's time, for whoever draws it; read while the card around it is, where `isWanted`. */
export function FactsAhead({
  customerId,
  isWanted,
  children,
}: {
  customerId: string;
  isWanted: boolean;
  children: ReactNode;
}) {
  const asked = useAsked();
  const people = useRecordsOfPerson(customerId);
  return (
    <FactsContext.Provider value={useFactsOf(isWanted ? asked : NOTHING, people)}>{children}</FactsContext.Provider>
  );
}

/** What was read ahead; `undefined` while it is being read. */
export const useFactsAhead = () => useContext(FactsContext);
