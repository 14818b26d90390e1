import { createContext, useContext, type ReactNode } from 'react';
import type { WritableCollectionName } from '../../sync/collections/registry';
import { lackingRecords, type RecordKind, type RecordKinds } from './record-kind';

const RecordsContext = createContext<RecordKinds | null>(null);

/** What every screen below calls records; features below the one that keeps a noun know it by this alone. */
export function RecordsProvider({ value, children }: { readonly value: RecordKinds; readonly children: ReactNode }) {
  const lacking = lackingRecords(value);
  if (lacking.length > 0) throw new Error(lacking.join(', '));
  return <RecordsContext.Provider value={value}>{children}</RecordsContext.Provider>;
}

export function useRecordKinds(): RecordKinds {
  const kinds = useContext(RecordsContext);
  if (kinds === null) throw new Error('no records are known here');
  return kinds;
}

export function useRecordKind(collection: WritableCollectionName): RecordKind {
  return useRecordKinds()[collection] as RecordKind;
}
