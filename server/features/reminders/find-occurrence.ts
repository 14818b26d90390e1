/** One appointment of a root as it is now. Pure. */
import { shownBetween, shownNow, type Shown } from '../../../sync/rules/occurrences';
import type { StoredAppointment } from './ledger.store';

const DAY_MS = 86_400_000;

/**
 * `on`: '' of a single appointment. An occurrence whose series has moved to another hour is the one of its day; null
 * where there is none any more.
 */
export function findOccurrence(stored: readonly StoredAppointment[], on: string): Shown<StoredAppointment> | null {
  if (on === '') {
    const single = stored.find(
      ({ occurrenceOn, recurrence }) => (occurrenceOn ?? '') === '' && (recurrence ?? '') === '',
    );
    if (single !== undefined) return { ...single, occurrence: null };
    // It has become a series since: its first one.
    const [series] = stored.filter(({ recurrence }) => (recurrence ?? '') !== '');
    if (series === undefined) return null;
    const fromMs = Date.parse(series.startsAt);
    return shownBetween(stored, fromMs, fromMs + DAY_MS)[0] ?? null;
  }
  return shownNow(stored, on);
}
