import { useEffect, useState } from 'react';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { hasOutcome, takesTime } from '../../../sync/rules/appointment-status';
import { recordsOf } from '../../../sync/rules/merged-customers';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import { shownBetween } from '../../../sync/rules/occurrences';
import { plain } from '../../database/use-document';
import type { SahaDatabase } from '../../database/saha-database';
import { changesOf } from '../../database/rxdb-internals/changes-of';

type Booked = { readonly key: string; readonly ids: ReadonlySet<string> };
const NOBODY: ReadonlySet<string> = new Set();
/** What was found last: whoever comes back sees it at once, and what has become of it since a moment later. */
const lastOf = new WeakMap<SahaDatabase, Booked>();

/**
 * Which of these customers somebody sees between the two instants anyway; `undefined` until it is known. For the few
 * that a screen offers: each is looked up for itself, as the appointments of a whole team would be many more.
 */
export function useBookedAmong(
  customerIds: readonly string[],
  fromAt: string,
  toAt: string,
): ReadonlySet<string> | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const ids = customerIds.join(' ');
  const key = `${fromAt} ${toAt} ${ids}`;
  const [booked, setBooked] = useState(() => lastOf.get(db));
  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    let isStale = false;
    const look = () => {
      void bookedAmong(db, ids === '' ? [] : ids.split(' '), fromAt, toAt).then(
        (found) => {
          if (isStale) return;
          const before = lastOf.get(db);
          const now = before?.key === key && isSame(before.ids, found) ? before : { key, ids: found };
          lastOf.set(db, now);
          setBooked(now);
        },
        // The store was lost meanwhile; the next generation asks again.
        () => undefined,
      );
    };
    look();
    const subscription = changesOf(db.collections.appointments).subscribe(look);
    return () => {
      isStale = true;
      subscription.unsubscribe();
    };
  }, [db, generation, key, ids, fromAt, toAt]);
  if (ids === '') return NOBODY;
  return booked?.key === key ? booked.ids : undefined;
}

async function bookedAmong(
  db: SahaDatabase,
  customerIds: readonly string[],
  fromAt: string,
  toAt: string,
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    customerIds.map(async (customerId) => {
      const ofRecords = await Promise.all(
        recordsOf(db.worker.roots, customerId).map((id) =>
          db.collections.appointments
            .find({
              selector: { customerId: id, startsAt: { $gte: '', $lt: toAt } },
              sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
            })
            .exec(),
        ),
      );
      const stored = ofRecords.flat().map((one) => plain('appointments', one));
      const shown = shownBetween(stored, Date.parse(fromAt), Date.parse(toAt));
      return shown.some((one) => one.startsAt >= fromAt && isAhead(one)) ? [customerId] : [];
    }),
  );
  return new Set(found.flat());
}

const isAhead = (one: Pick<AppointmentFields, 'status' | 'deletedAt'>) => takesTime(one) && !hasOutcome(one);

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((id) => b.has(id));
