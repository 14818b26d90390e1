/**
 * What stored appointments show in a window of time: single ones as they are, series as their occurrences, and changed
 * occurrences in the place of those. Pure, and the only way from what is stored to what is shown: every screen, the
 * office's table of occurrences and the search for clashes read appointments through it.
 *
 * A changed occurrence belongs to whatever part of its root has an occurrence of its name, or else of its day: a series
 * that was split or moved to another hour keeps the changes that somebody offline made of it.
 *
 * Two people who split a series without knowing of one another leave parts that run over each other: what both have is
 * shown once, as the part that begins later has it.
 */
import type { AppointmentFields } from '../collections/appointment';
import { INHERITED_UNITS, VERDICT } from './occurrence-merge';
import { occurrencesBetween, type Occurrence } from './recurrence';
import { isOverride, isSeries, occurrenceId, rootOf, seriesOf } from './series';

/** Which occurrence of which series something shown is. */
export type OccurrenceOf = {
  readonly rootId: string;
  /** The stored series; '' where this device does not hold it. */
  readonly seriesId: string;
  /** The wall time at which the series has it; of a stray one, had it when it was changed. */
  readonly on: string;
  /** It is stored as an appointment of its own. */
  readonly isChanged: boolean;
  /** No part of the series has it any more: somebody changed it while another ended or moved the series. */
  readonly isStray: boolean;
};
export type Shown<D> = D & { readonly occurrence: OccurrenceOf | null };

const DAY_MS = 86_400_000;
/** A series may have moved to another hour since an occurrence was changed, and zones differ. */
const AROUND_MS = 3 * DAY_MS;

/**
 * What takes some time in [fromMs, toMs), milliseconds since 1970, earliest first, whatever its state; deleted ones
 * left out. `documents` holds at least the single ones of the window, the series that may run in it, and the changed
 * occurrences that are named or stand within three days of it.
 */
export function shownBetween<D extends AppointmentFields>(
  documents: readonly D[],
  fromMs: number,
  toMs: number,
): Shown<D>[] {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  const touches = (one: Pick<D, 'startsAt' | 'endsAt'>) =>
    one.startsAt < to && (one.endsAt > from || one.startsAt >= from);
  const shown: Shown<D>[] = [];
  const roots = new Map<string, { series: D[]; changed: D[] }>();
  for (const document of documents) {
    if (document.deletedAt !== '') continue;
    if (isSeries(document)) partsOf(roots, document).series.push(document);
    else if (isOverride(document)) partsOf(roots, document).changed.push(document);
    else if (touches(document)) shown.push({ ...document, occurrence: null });
  }
  for (const [rootId, { series, changed }] of roots)
    for (const one of shownOfRoot(rootId, series, changed, fromMs, toMs, touches)) shown.push(one);
  return shown.sort(byStart);
}

/** One changed occurrence as it reads now, wherever in time it is. `series`: the parts of its root that are known. */
export function shownChange<D extends AppointmentFields>(changed: D, series: readonly D[]): Shown<D> {
  const on = changed.occurrenceOn ?? '';
  const nearMs = Date.parse(`${on}:00.000Z`);
  const rootId = rootOf(changed);
  return read(changed, rootId, series, calendarAround(series, nearMs));
}

/** One occurrence of a root by its name, changed or not; null where none of these parts has it. */
export function shownOn<D extends AppointmentFields>(documents: readonly D[], on: string): Shown<D> | null {
  const nearMs = Date.parse(`${on}:00.000Z`);
  const found = shownBetween(documents, nearMs - DAY_MS, nearMs + 2 * DAY_MS).find(
    ({ occurrence }) => occurrence?.on === on,
  );
  if (found !== undefined) return found;
  const away = documents.find((one) => one.occurrenceOn === on && one.deletedAt === '');
  return away === undefined ? null : shownChange(away, documents.filter(isSeries));
}

/**
 * One occurrence of a root as it is now: where its series has moved to another hour since it was named, the one of its
 * day. Null where there is none any more, and for what is no name of an occurrence.
 */
export function shownNow<D extends AppointmentFields>(documents: readonly D[], on: string): Shown<D> | null {
  if (!isOccurrenceName(on)) return null;
  const dayMs = Date.parse(`${dayOf(on)}T00:00:00.000Z`);
  return (
    shownOn(documents, on) ??
    shownBetween(documents, dayMs - DAY_MS, dayMs + 2 * DAY_MS).find(
      ({ occurrence }) => occurrence !== null && dayOf(occurrence.on) === dayOf(on),
    ) ??
    null
  );
}

/** Whether `on` names a day and an hour, 'YYYY-MM-DDTHH:mm', that are in the calendar. */
export function isOccurrenceName(on: string): boolean {
  const ms = Date.parse(`${on}:00.000Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(`${on}:`);
}

/** An occurrence that nobody changed. */
export function shownPlain<D extends AppointmentFields>(series: D, { on, startsAt, endsAt }: Occurrence): Shown<D> {
  const rootId = rootOf(series);
  const id = occurrenceId(rootId, on);
  return {
    ...series,
    id,
    startsAt,
    endsAt,
    occurrence: { rootId, seriesId: series.id, on, isChanged: false, isStray: false },
  };
}

function shownOfRoot<D extends AppointmentFields>(
  rootId: string,
  parts: readonly D[],
  changed: readonly D[],
  fromMs: number,
  toMs: number,
  touches: (one: Pick<D, 'startsAt' | 'endsAt'>) => boolean,
): Shown<D>[] {
  const series = parts.length === 1 ? parts : parts.map((one) => ({ ...one, ...knowingly(one, parts) }));
  const all = entriesOf(series, fromMs - AROUND_MS, toMs + AROUND_MS);
  const shown: Shown<D>[] = [];
  if (changed.length === 0) {
    for (const { series: of, occurrence } of all) if (touches(occurrence)) shown.push(shownPlain(of, occurrence));
    return shown;
  }
  const calendar = calendarOf(all);
  const replaced = new Set<Entry<D>>();
  for (const one of changed) {
    const on = one.occurrenceOn ?? '';
    const nearMs = Date.parse(`${on}:00.000Z`);
    const isNear = nearMs >= fromMs - 2 * DAY_MS && nearMs <= toMs + 2 * DAY_MS;
    const near = isNear ? calendar : calendarAround(series, nearMs);
    const entry = entryFor(one, near);
    if (entry !== null) replaced.add(entry);
    const changedOne = read(one, rootId, series, near);
    if (touches(changedOne)) shown.push(changedOne);
  }
  for (const entry of calendar.all)
    if (!replaced.has(entry) && touches(entry.occurrence)) shown.push(shownPlain(entry.series, entry.occurrence));
  return shown;
}

type Entry<D> = { readonly series: D; readonly occurrence: Occurrence };
type Calendar<D> = {
  readonly all: readonly Entry<D>[];
  readonly byName: ReadonlyMap<string, readonly Entry<D>[]>;
  readonly byDay: ReadonlyMap<string, readonly Entry<D>[]>;
};

const calendarAround = <D extends AppointmentFields>(series: readonly D[], nearMs: number): Calendar<D> =>
  calendarOf(entriesOf(series, nearMs - AROUND_MS, nearMs + AROUND_MS));

function calendarOf<D extends AppointmentFields>(all: readonly Entry<D>[]): Calendar<D> {
  const by = (key: (entry: Entry<D>) => string) => {
    const found = new Map<string, Entry<D>[]>();
    for (const entry of all) {
      const list = found.get(key(entry));
      if (list === undefined) found.set(key(entry), [entry]);
      else list.push(entry);
    }
    return found;
  };
  return { all, byName: by(({ occurrence }) => occurrence.on), byDay: by(({ occurrence }) => dayOf(occurrence.on)) };
}

function entriesOf<D extends AppointmentFields>(
  series: readonly D[],
  fromMs: number,
  toMs: number,
): readonly Entry<D>[] {
  return oncePerName(
    series.map((one) =>
      occurrencesBetween(seriesOf(one), fromMs, toMs).map((occurrence): Entry<D> => ({ series: one, occurrence })),
    ),
  );
}

function oncePerName<D extends AppointmentFields>(parts: readonly (readonly Entry<D>[])[]): readonly Entry<D>[] {
  if (parts.length === 1) return parts[0]!;
  const found = new Map<string, Entry<D>>();
  for (const entry of parts.flat()) {
    const other = found.get(entry.occurrence.on);
    if (other === undefined || beginsLater(entry.series, other.series)) found.set(entry.occurrence.on, entry);
  }
  return [...found.values()];
}

const beginsLater = (a: AppointmentFields, b: AppointmentFields) =>
  a.startsAt === b.startsAt ? a.id > b.id : a.startsAt > b.startsAt;

/** The occurrence in whose place it stands; of several parts of the series the one it was changed in. */
function entryFor<D extends AppointmentFields>(changed: D, { byName, byDay }: Calendar<D>): Entry<D> | null {
  const on = changed.occurrenceOn ?? '';
  const found = byName.get(on) ?? byDay.get(dayOf(on)) ?? [];
  return found.find(({ series }) => series.id === changed.seriesId) ?? found[0] ?? null;
}

function read<D extends AppointmentFields>(
  changed: D,
  rootId: string,
  series: readonly D[],
  calendar: Calendar<D>,
): Shown<D> {
  const entry = entryFor(changed, calendar);
  const name = { rootId, on: entry?.occurrence.on ?? changed.occurrenceOn ?? '', isChanged: true };
  if (entry === null) {
    const seriesId = series.find(({ id }) => id === changed.seriesId)?.id ?? series[0]?.id ?? '';
    const occurrence = { ...name, seriesId, isStray: series.length > 0 };
    return { ...changed, ...knowingly(changed, series), occurrence };
  }
  const own = changed.own ?? [];
  const inherited: Record<string, unknown> = {};
  for (const unit of INHERITED_UNITS) {
    if (own.includes(unit)) continue;
    if (unit === 'schedule')
      Object.assign(inherited, {
        startsAt: entry.occurrence.startsAt,
        endsAt: entry.occurrence.endsAt,
        zone: entry.series.zone,
      });
    else if (unit === 'verdict') for (const field of VERDICT) inherited[field] = entry.series[field];
    else inherited[unit] = entry.series[unit];
  }
  const occurrence = { ...name, seriesId: entry.series.id, isStray: false };
  return { ...changed, ...inherited, ...knowingly(changed, series), occurrence };
}

/** A clash that somebody left as it is stays so: by its date it is kept on whichever part had that date then. */
function knowingly<D extends AppointmentFields>(one: D, series: readonly D[]): Partial<Pick<D, 'accepts'>> {
  const others = series.filter(({ id, accepts = [] }) => id !== one.id && accepts.length > 0);
  return others.length === 0 ? {} : { accepts: [one, ...others].flatMap(({ accepts = [] }) => accepts) };
}

function partsOf<D extends AppointmentFields>(roots: Map<string, { series: D[]; changed: D[] }>, document: D) {
  const root = rootOf(document);
  let parts = roots.get(root);
  if (parts === undefined) roots.set(root, (parts = { series: [], changed: [] }));
  return parts;
}

const dayOf = (on: string) => on.slice(0, 10);

function byStart(a: AppointmentFields, b: AppointmentFields): number {
  if (a.startsAt !== b.startsAt) return a.startsAt < b.startsAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
