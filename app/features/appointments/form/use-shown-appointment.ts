import { useMemo, useState } from 'react';
import type { DocumentQuery } from '../../../database/document-query';
import { shownBetween, shownChange, shownOn, type Shown } from '../../../../sync/rules/occurrences';
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
 * What an address names: an appointment, or of a series the occurrence `on`; without that the next one. `undefined`
 * while it is read, `null` when this device does not hold it.
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
  return useMemo(() => {
    if (document === undefined || document === null) return document;
    if (isRemains(document) || document.deletedAt !== '') return null;
    if (!isOfSeries) return { ...document, occurrence: null, rule: '' };
    if (beside === undefined) return undefined;
    const parts = beside.filter((one) => !isRemains(one) && one.deletedAt === '' && rootOf(one) === rootOf(document));
    const series = parts.filter(isSeries);
    const shown = isOverride(document)
      ? shownChange(document, series)
      : ((on === null ? null : shownOn(parts, on)) ?? nextOf(parts, document, openedAtMs));
    if (shown === null) return null;
    const rule = series.find((one) => one.id === shown.occurrence?.seriesId)?.recurrence ?? '';
    return { ...shown, rule };
  }, [document, isOfSeries, beside, on, openedAtMs]);
}

function nextOf(parts: readonly StoredAppointment[], series: StoredAppointment, nowMs: number) {
  const startMs = Date.parse(series.startsAt);
  return (
    shownBetween(parts, nowMs, nowMs + AHEAD_MS)[0] ??
    shownBetween(parts, nowMs - AHEAD_MS, nowMs).at(-1) ??
    shownBetween(parts, startMs, startMs + AHEAD_MS)[0] ??
    null
  );
}
