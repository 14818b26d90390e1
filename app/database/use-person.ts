import { useMemo, useSyncExternalStore } from 'react';
import { recordsOf } from '../../sync/rules/merged-customers';
import { useDatabase } from './database-context';
import { useDocument } from './use-document';

/**
 * By customer that is merged into another, who stands for it, as this device knows it; nobody until its index is built.
 * The same object until it changes.
 */
export function useRoots(): ReadonlyMap<string, string> {
  const { directory } = useDatabase();
  return useSyncExternalStore(directory.subscribe, () => directory.roots);
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
