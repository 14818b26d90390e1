import { Suspense, type ReactNode } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { useRecordKind } from '../../records/records-context';

/** A value to choose by: as its form says it where words alone (`children`) would be the same for two. */
export function WholeValue({
  collection,
  unit,
  values,
  children,
}: {
  collection: WritableCollectionName;
  unit: string;
  values: Readonly<Record<string, unknown>>;
  children: ReactNode;
}) {
  const { Whole } = useRecordKind(collection).fields[unit] ?? {};
  return Whole === undefined ? (
    children
  ) : (
    <Suspense fallback={children}>
      <Whole value={values[unit]} />
    </Suspense>
  );
}
