import { Subscription, combineLatest, type Observable } from 'rxjs';
import { WRITABLE_COLLECTIONS, type SahaCollections } from '../saha-database';
import type { SyncStatusStore } from './sync-status';

/** Keeps the numbers of waiting and refused documents in the status; every tab counts for itself, over the outbox index. */
export function countOutbox(collections: SahaCollections, status: SyncStatusStore): Subscription {
  const count = (from: string, to: string): Observable<number>[] => WRITABLE_COLLECTIONS.map((name) =>
    (collections[name] as unknown as SahaCollections['customers']).count({ selector: { outbox: { $gte: from, $lt: to } } }).$ as Observable<number>);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const subscription = new Subscription();
  subscription.add(combineLatest([...count('w', 'x'), ...count('r', 's')]).subscribe((numbers) => {
    const { phase } = status.get();
    status.update({
      waiting: sum(numbers.slice(0, WRITABLE_COLLECTIONS.length)), refused: sum(numbers.slice(WRITABLE_COLLECTIONS.length)),
      ...(phase === 'opening' ? { phase: 'resting' } : {}),
    });
  }));
  return subscription;
}
