import { useMemo, useRef, useState } from 'react';
import type { DocumentQuery } from '../../../database/document-query';
import { isOccurrenceName, shownBetween, shownChange, shownNow, type Shown } from '../../../../sync/rules/occurrences';
import { isOverride, isSeries, rootOf } from '../../../../sync/rules/series';
import { isRemains } from '../../../database/is-remains';
import { useDocument, useDocuments } from '../../../database/use-document';
import type { StoredAppointment } from '../use-appointments';

export type ShownAppointment = Shown<StoredAppointment> & {
  /** The rule of the series it is of, '' of a single one. */
  readonly rule: string;
};

const AHEAD_MS = 400 * 86_400_000;

/**
 * What an address names: an appointment, or of a series the occurrence `on`, also where it has moved to another hour of
 * its day; without that the next one. What was found first stays the one that is shown: nobody changes another date
 * than the one they opened. `undefined` while it is read, `null` when this device does not hold it (any more).
 */
export function useShownAppointment(id: string | undefined, on: string | null): ShownAppointment | null | undefined {
  const document = useDocument('appointments', id);
  const isOfSeries = document !== undefined && document !== null && (isSeries(document) || isOverride(document));
  const customerId = isOfSeries ? (document.customerId ?? '') : '';
  const query = useMemo(
    (): DocumentQuery<StoredAppointment> => ({
      selector: { customerId, startsAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    }),
    [customerId],
  );
  const beside = useDocuments('appointments', query);
  const [openedAtMs] = useState(() => Date.now());
  const found = useRef<{ readonly id: string; readonly on: string } | null>(null);
  return useMemo(() => {
    if (document === undefined || document === null) return document;
    if (isRemains(document) || document.deletedAt !== '') return null;
    if (!isOfSeries) return { ...document, occurrence: null, rule: '' };
    if (beside === undefined) return undefined;
    const parts = beside.filter((one) => !isRemains(one) && one.deletedAt === '' && rootOf(one) === rootOf(document));
    const series = parts.filter(isSeries);
    const before = found.current;
    const named = namedBy(on) ?? (before !== null && before.id === id ? before.on : null);
    const shown = isOverride(document)
      ? shownChange(document, series)
      : named === null
        ? nextOf(parts, document, openedAtMs)
        : shownNow(parts, named);
    if (shown === null) return null;
    if (named === null) found.current = { id: document.id, on: shown.occurrence?.on ?? '' };
    const rule = series.find((one) => one.id === shown.occurrence?.seriesId)?.recurrence ?? '';
    return { ...shown, rule };
  }, [document, isOfSeries, beside, id, on, openedAtMs]);
}

/** The occurrence an address names; an address that was cut off names none. */
const namedBy = (on: string | null) => (on !== null && isOccurrenceName(on) ? on : null);

function nextOf(parts: readonly StoredAppointment[], series: StoredAppointment, nowMs: number) {
  const startMs = Date.parse(series.startsAt);
  return (
    shownBetween(parts, nowMs, nowMs + AHEAD_MS)[0] ??
    shownBetween(parts, nowMs - AHEAD_MS, nowMs).at(-1) ??
    shownBetween(parts, startMs, startMs + AHEAD_MS)[0] ??
    null
  );
}
