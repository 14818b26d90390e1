import { createContext, useContext } from 'react';
import type { WritableCollectionName } from '../../sync/collections/registry';
import type { RecordKind, RecordKinds } from './record-kind';

const RecordsContext = createContext<RecordKinds | null>(null);

/** What every screen below calls records; features below the one that keeps a noun know it by this alone. */
export const RecordsProvider = RecordsContext.Provider;

export function useRecordKinds(): RecordKinds {
  const kinds = useContext(RecordsContext);
  if (kinds === null) throw new Error('no records are known here');
  return kinds;
}

export function useRecordKind(collection: WritableCollectionName): RecordKind {
  return useRecordKinds()[collection] as RecordKind;
}
