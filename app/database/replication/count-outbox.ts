import { WRITABLE_COLLECTIONS } from '../../../sync/collections/registry';
import type { RxCollection } from 'rxdb';
import { Subscription, combineLatest, map, type Observable } from 'rxjs';
import { openCards } from '../../../sync/rules/local-document';
import { type SahaCollections } from '../saha-database';
import { CONFLICTED, toLocal, type AnyStored } from '../stored-document';
import type { SyncStatusStore } from './sync-status';

/**
 * Keeps the numbers of waiting, refused and conflicted documents in the status; every tab counts for itself, over the
 * indexes. Cards between others are in everybody's scope who sees the record, and on nobody else's list of duties.
 */
export function countOutbox(collections: SahaCollections, status: SyncStatusStore, memberId: string): Subscription {
  const plain = WRITABLE_COLLECTIONS.map((name) => collections[name] as unknown as RxCollection<AnyStored>);
  const count = (from: string, to: string) =>
    plain.map(
      (collection) => collection.count({ selector: { outbox: { $gte: from, $lt: to } } }).$ as Observable<number>,
    );
  const conflicted = plain.map((collection) =>
    collection
      .find({ selector: { conflicted: CONFLICTED } })
      .$.pipe(
        map((documents) => documents.filter((document) => isPartyTo(document.toJSON() as AnyStored, memberId)).length),
      ),
  );
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const subscription = new Subscription();
  subscription.add(
    combineLatest([...count('w', 'x'), ...count('r', 's')]).subscribe((numbers) => {
      const { phase } = status.get();
      status.update({
        waiting: sum(numbers.slice(0, WRITABLE_COLLECTIONS.length)),
        refused: sum(numbers.slice(WRITABLE_COLLECTIONS.length)),
        ...(phase === 'opening' ? { phase: 'resting' } : {}),
      });
    }),
  );
  subscription.add(combineLatest(conflicted).subscribe((numbers) => status.update({ conflicted: sum(numbers) })));
  return subscription;
}

function isPartyTo(stored: AnyStored, memberId: string): boolean {
  return openCards(toLocal(stored).sync).some(
    ({ shown, hidden }) => shown.memberId === memberId || hidden.memberId === memberId,
  );
}
