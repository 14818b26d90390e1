import { useMemo, useSyncExternalStore } from 'react';
import { recordsOf } from '../../sync/rules/merged-customers';
import { useDatabase } from './database-context';
import { useDocument, useDocuments } from './use-document';

/**
 * By customer that is merged into another, who stands for it, as this device knows it; nobody until its index is built.
 * The same object until it changes.
 */
export function useRoots(): ReadonlyMap<string, string> {
  const { worker } = useDatabase();
  return useSyncExternalStore(worker.subscribe, () => worker.roots);
}

/** Who stands for a customer, themselves where nobody does. */
export function useRootOf(customerId: string): string {
  return useRoots().get(customerId) ?? customerId;
}

/** All records of the person whose record this is, the one itself first; the same array until it changes. */
export function useRecordsOfPerson(customerId: string): readonly string[] {
  const roots = useRoots();
  const key = recordsOf(roots, customerId).join(' ');
  return useMemo(() => key.split(' '), [key]);
}

/** The customer who stands for this record, live; as useDocument. */
export function usePerson(customerId: string | undefined) {
  const roots = useRoots();
  return useDocument('customers', customerId === undefined ? undefined : (roots.get(customerId) ?? customerId));
}

/** When anybody last spoke to the person, whichever of their records it was with; '' for never. */
export function useLastContact({ id, lastContactAt }: { readonly id: string; readonly lastContactAt: string }): string {
  const others = useRecordsOfPerson(id).slice(1);
  const merged = useDocuments('customers', { selector: { id: { $in: others } } }, others.length === 0);
  return (merged ?? []).reduce(
    (latest, one) => (one.lastContactAt > latest ? one.lastContactAt : latest),
    lastContactAt,
  );
}
