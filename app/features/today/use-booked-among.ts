import { useEffect, useState } from 'react';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { hasOutcome, takesTime } from '../../../sync/rules/appointment-status';
import { recordsOf } from '../../../sync/rules/merged-customers';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import { shownBetween } from '../../../sync/rules/occurrences';
import { plain } from '../../database/use-document';
import type { SahaDatabase } from '../../database/saha-database';
import { changesOf } from '../../database/rxdb-internals/changes-of';

const NOBODY: ReadonlySet<string> = new Set();

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
  const key = customerIds.join(' ');
  const [booked, setBooked] = useState<{ key: string; ids: ReadonlySet<string> }>();
  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    let isStale = false;
    const look = () => {
      void bookedAmong(db, key === '' ? [] : key.split(' '), fromAt, toAt).then(
        (ids) => {
          if (!isStale) setBooked({ key, ids });
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
  }, [db, generation, key, fromAt, toAt]);
  if (key === '') return NOBODY;
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
