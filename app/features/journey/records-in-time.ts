import type { WritableCollectionName } from '../../../sync/collections/registry';
import type { StoredByCollection } from '../../database/saha-database';
import type { TimelineGroup, TimelineKind } from '../../records/record-kind';
import { occurrencesOfCustomer, withCardsOnce } from '../appointments/customer-occurrences';
import type { StoredAppointment } from '../appointments/use-appointments';
import { isExpanded } from './expanded';
import type { InTime } from './timeline';

type Stored = StoredByCollection[WritableCollectionName];
export type RecordInTime = InTime & {
  readonly collection: WritableCollectionName;
  readonly group: TimelineGroup;
  readonly document: Stored;
  /** All of its noun that the customer has. */
  readonly beside: readonly Stored[];
  readonly follows: (other: RecordInTime) => boolean;
};

/**
 * Shown otherwise than one for one. It stands here and not with the noun: every screen loads those, and the calendar's
 * rules are long. `nowMs`: milliseconds since 1970.
 */
const expanded = (collection: WritableCollectionName, stored: readonly Stored[], nowMs: number): readonly Stored[] =>
  isExpanded(collection) ? withCardsOnce(occurrencesOfCustomer(stored as readonly StoredAppointment[], nowMs)) : stored;

/** What of a noun has a place in a customer's time; `stored`: all of it that the customer has. */
export function recordsInTime(
  collection: WritableCollectionName,
  timeline: TimelineKind<Stored>,
  stored: readonly Stored[],
  nowMs: number,
): RecordInTime[] {
  const documents = expanded(collection, stored, nowMs);
  return documents
    .filter((document) => timeline.isShown(document, documents))
    .map((document) => {
      const group = timeline.group(document);
      return {
        collection,
        group,
        document,
        beside: documents,
        id: document.id,
        at: timeline.at(document),
        endsSilence: timeline.endsSilence && group !== 'changes' && timeline.isQuiet?.(document, documents) !== true,
        follows: (other) => other.collection === collection && timeline.follows?.(document, other.document) === true,
      };
    });
}
