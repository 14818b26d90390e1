/**
 * What a change of a series would leave standing, before it is stored: the dates that have to be looked at for clashes.
 * Pure.
 */
import type { AppointmentFields } from '../collections/appointment';
import { takesTime } from './appointment-status';
import { changeSeries, type AppointmentWrite, type Maker, type SeriesScope } from './change-series';
import type { CandidateDate } from './clash-search';
import { shownBetween, type Shown } from './occurrences';
import { rootOf } from './series';

const DAY_MS = 86_400_000;
/** So far ahead dates are looked at. */
export const AHEAD_MS = 366 * DAY_MS;

/** A date of the series as it would stand; `on` is its name there. */
export type DateAfter = CandidateDate & { readonly shown: Shown<AppointmentFields> };
export type SeriesAfter = {
  readonly documents: readonly AppointmentFields[];
  /** Those that the change is about, from `fromMs` on, earliest first. */
  readonly dates: readonly DateAfter[];
};

/** `documents` with `writes` done to them. */
export function written(
  documents: readonly AppointmentFields[],
  writes: readonly AppointmentWrite[],
): AppointmentFields[] {
  const after = new Map(documents.map((one) => [one.id, one]));
  for (const { id, made, edited } of writes) {
    const stands = after.get(id);
    const own = [...new Set([...(stands?.own ?? []), ...(edited.own ?? [])])];
    if (stands !== undefined) after.set(id, { ...stands, ...edited, ...(edited.own === undefined ? {} : { own }) });
    else if (made !== null) after.set(id, { ...made, id } as AppointmentFields);
  }
  return [...after.values()];
}

/** `fromMs`: milliseconds since 1970; what has begun before is not looked at. */
export function seriesAfter(
  shown: Shown<AppointmentFields>,
  documents: readonly AppointmentFields[],
  scope: SeriesScope,
  values: Partial<Omit<AppointmentFields, 'id'>>,
  maker: Maker,
  fromMs: number,
): SeriesAfter {
  const writes = changeSeries(shown, documents, scope, values, maker);
  const after = written(documents, writes);
  const begun = writes.find(({ made }) => (made?.recurrence ?? '') !== '')?.id;
  const rootId = shown.occurrence?.rootId ?? rootOf(shown);
  const isMeant = ({ id, occurrence }: Shown<AppointmentFields>) =>
    scope === 'this' || occurrence === null
      ? id === shown.id
      : occurrence.rootId === rootId && (begun === undefined || occurrence.seriesId === begun);
  const dates = shownBetween(after, fromMs, fromMs + AHEAD_MS)
    .filter((one) => isMeant(one) && takesTime(one) && Date.parse(one.startsAt) >= fromMs)
    .map((one) => ({ on: one.occurrence?.on ?? '', startsAt: one.startsAt, endsAt: one.endsAt, shown: one }));
  return { documents: after, dates };
}
