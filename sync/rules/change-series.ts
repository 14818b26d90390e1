/**
 * What becomes of stored appointments when somebody changes an occurrence, it and those that follow, or all of a
 * series. Pure: it answers what is to be written, all of it together.
 */
import { appointments, type AppointmentFields } from '../collections/appointment';
import { takesTime, hasOutcome } from './appointment-status';
import { INHERITED_UNITS, VERDICT, type InheritedUnit } from './occurrence-merge';
import type { OccurrenceOf, Shown } from './occurrences';
import { cutSeries, firstOccurrences } from './recurrence';
import { anchoredTo } from './recurrence-anchor';
import { formatRecurrence, parseRecurrence } from './recurrence-rule';
import { followingId, isOverride, isSeries, occurrenceId, rootOf, seriesOf } from './series';
import { instantOfWall, localTimeOf } from './wall-time';

export const SERIES_SCOPES = ['this', 'following', 'all'] as const;
export type SeriesScope = (typeof SERIES_SCOPES)[number];

type ShownAppointment = Shown<AppointmentFields>;
type Values = Partial<Omit<AppointmentFields, 'id'>>;
/** `made`: the whole document where the device has none of this id; else `edited`, and `own` grows by what it lists. */
export type AppointmentWrite = { readonly id: string; readonly made: Values | null; readonly edited: Values };
export type Maker = { readonly memberId: string; readonly nowIso: string };

const SCHEDULE = ['startsAt', 'endsAt', 'zone'] as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * `shown` is an occurrence as people saw it and `values` what they want of it: fields it inherits, a schedule whole,
 * and for more than one occurrence a `recurrence`. `documents`: what is stored of its root. Of the first occurrence,
 * "this and following" is all.
 */
export function changeSeries(
  shown: ShownAppointment,
  documents: readonly AppointmentFields[],
  scope: SeriesScope,
  values: Values,
  maker: Maker,
): AppointmentWrite[] {
  const { occurrence } = shown;
  const series = documents.find(({ id }) => id === occurrence?.seriesId);
  if (occurrence === null) return [{ id: shown.id, made: null, edited: values }];
  if (scope === 'this' || series === undefined) return [changeOne(shown, occurrence, values, maker)];
  const changes = documents.filter(
    (one) => isOverride(one) && one.deletedAt === '' && rootOf(one) === occurrence.rootId,
  );
  const its = changes.filter((one) => one.seriesId === series.id);
  const alsoHere = occurrence.isChanged ? ownedOf(shown, values) : {};
  const here = Object.keys(alsoHere).length === 0 ? [] : [{ id: shown.id, made: null, edited: alsoHere }];
  const cut = scope === 'following' ? cutSeries(seriesOf(series), occurrence.on) : null;
  if (cut === null) {
    const next = moved(series, shown, values);
    return [
      { id: series.id, made: null, edited: next },
      ...rehung(its, series, { ...series, ...next }, null, maker),
      ...here,
    ];
  }
  const id = followingId(occurrence.rootId, occurrence.on);
  const begun = { ...series, id, ...cut.after, recurrence: cut.after.rrule };
  const after = { ...begun, ...moved(begun, shown, values) };
  return [
    { id: series.id, made: null, edited: { recurrence: cut.before } },
    {
      id,
      made: born(after, maker, {
        rootId: occurrence.rootId,
        recurrence: after.recurrence,
        splitFrom: series.id,
      }),
      edited: { ...valuesOf(after), recurrence: after.recurrence, deletedAt: '' },
    },
    ...rehung(
      its.filter(({ occurrenceOn }) => (occurrenceOn ?? '') >= occurrence.on),
      begun,
      after,
      id,
      maker,
    ),
    ...here,
  ];
}

/** Ends a series before an occurrence, and cancels what somebody changed of those that would have followed. */
export function endSeries(
  shown: ShownAppointment,
  documents: readonly AppointmentFields[],
  cancelReason: string,
): AppointmentWrite[] | null {
  const { occurrence } = shown;
  const series = documents.find(({ id }) => id === occurrence?.seriesId);
  if (occurrence === null || series === undefined) return null;
  const cut = cutSeries(seriesOf(series), occurrence.on);
  if (cut === null) return null;
  const later = documents.filter(
    (one) =>
      isOverride(one) &&
      one.seriesId === series.id &&
      (one.occurrenceOn ?? '') >= occurrence.on &&
      takesTime(one) &&
      !hasOutcome(one),
  );
  return [
    { id: series.id, made: null, edited: { recurrence: cut.before } },
    ...later.map(({ id }) => ({
      id,
      made: null,
      edited: { status: 'cancelled' as const, cancelReason, own: ['status', 'cancelReason'] },
    })),
  ];
}

/** What puts everything back as it was before `writes`; `documents`: what was stored then. */
export function takeBack(
  writes: readonly AppointmentWrite[],
  documents: readonly AppointmentFields[],
  { nowIso }: Pick<Maker, 'nowIso'>,
): AppointmentWrite[] {
  return writes.map(({ id, edited }) => {
    const before = documents.find((one) => one.id === id);
    if (before === undefined) return { id, made: null, edited: { deletedAt: nowIso } };
    const names = Object.keys(edited) as (keyof Values)[];
    return { id, made: null, edited: { ...pick(before as Values, names), deletedAt: before.deletedAt } };
  });
}

/** A new series begins with its own first occurrence: the picked start moves there. Null where the rule has none. */
export function startOfSeries<V extends Pick<AppointmentFields, 'startsAt' | 'endsAt' | 'zone'>>(
  values: V,
  rrule: string,
): V | null {
  if (rrule === '') return values;
  const first = firstOccurrences({ ...values, rrule }, 1)[0];
  return first === undefined ? null : { ...values, startsAt: first.startsAt, endsAt: first.endsAt };
}

function changeOne(
  shown: ShownAppointment,
  { rootId, seriesId, on }: OccurrenceOf,
  given: Values,
  maker: Maker,
): AppointmentWrite {
  const values = without(given, 'recurrence');
  const own = unitsOf(values);
  return {
    id: shown.id,
    made: {
      ...born({ ...shown, ...values }, maker, { rootId, seriesId, occurrenceOn: on, own }),
      ...(values.decidedBy === undefined ? {} : pick(values, VERDICT)),
    },
    edited: { ...values, own, deletedAt: '' },
  };
}

/** What of `values` an already changed occurrence has of its own: the series' new value would not reach it. */
function ownedOf(shown: ShownAppointment, values: Values): Values {
  const own = shown.own ?? [];
  const fields = Object.entries(values).filter(([field]) => own.includes(unitOf(field) ?? ''));
  return Object.fromEntries(fields);
}

/** The fields of the series with what is wanted: its start is moved by as much as the occurrence was. */
function moved(series: AppointmentFields, shown: ShownAppointment, values: Values): Values {
  const { startsAt, endsAt, zone = series.zone, ...others } = values;
  const next: Values = { ...others };
  if (startsAt === undefined || endsAt === undefined) return next;
  const byMs = wallMs(startsAt, zone) - wallMs(shown.startsAt, shown.zone);
  const startMs = wallMs(series.startsAt, series.zone) + byMs;
  // Clocks may leap over the new time just on that day: what they show an hour later, then.
  const atMs = instantOfWall(startMs, zone) ?? instantOfWall(startMs + HOUR_MS, zone) ?? startMs;
  const lengthMs = Date.parse(endsAt) - Date.parse(startsAt);
  const wasOn = localTimeOf(series.startsAt, series.zone).slice(0, 10);
  const restMs = byMs - (Date.parse(dayAt(startMs)) - Date.parse(wasOn));
  const rrule = others.recurrence ?? endedLater(anchoredTo(series.recurrence ?? '', dayAt(startMs), wasOn), restMs);
  const start = {
    startsAt: new Date(atMs).toISOString(),
    endsAt: new Date(atMs + lengthMs).toISOString(),
    zone,
  };
  return { ...next, ...(startOfSeries(start, rrule) ?? start), ...(isSeries(series) ? { recurrence: rrule } : {}) };
}

/**
 * The last start moves with the others: else one hour earlier, a series that was cut would reach over the cut again.
 */
function endedLater(rrule: string, byMs: number): string {
  const recurrence = parseRecurrence(rrule);
  if (recurrence === null || recurrence.end.ends !== 'until') return rrule;
  const until = new Date(Date.parse(recurrence.end.until) + byMs).toISOString();
  return formatRecurrence({ ...recurrence, end: { ends: 'until', until } });
}

/**
 * Changed occurrences of a series that moved to other days follow under the names they have there; on the same days
 * they are found by their day. `seriesId`: the series they belong to from now on, null: as before.
 */
function rehung(
  changes: readonly AppointmentFields[],
  before: AppointmentFields,
  after: AppointmentFields,
  seriesId: string | null,
  maker: Maker,
): AppointmentWrite[] {
  const byMs = wallMs(after.startsAt, after.zone) - wallMs(before.startsAt, before.zone);
  const days = Math.round((dayMs(after.startsAt, after.zone) - dayMs(before.startsAt, before.zone)) / DAY_MS);
  if (days === 0) return seriesId === null ? [] : changes.map(({ id }) => ({ id, made: null, edited: { seriesId } }));
  return changes.flatMap((one): AppointmentWrite[] => {
    const on = new Date(Date.parse(`${one.occurrenceOn}:00.000Z`) + byMs).toISOString().slice(0, 16);
    const rootId = rootOf(one);
    const made = born(one, maker, { rootId, seriesId: seriesId ?? one.seriesId, occurrenceOn: on, own: one.own });
    return [
      { id: one.id, made: null, edited: { deletedAt: maker.nowIso } },
      { id: occurrenceId(rootId, on), made, edited: { ...valuesOf(one), own: one.own, deletedAt: '' } },
    ];
  });
}

/** A new document with these fields, without what belonged to another's place in its series. */
function born(fields: AppointmentFields | Values, { memberId, nowIso }: Maker, place: Values): Values {
  const { customerId = '', agentId = '', ...rest } = fields;
  return {
    ...pick(rest, [
      'title',
      'kind',
      'startsAt',
      'endsAt',
      'zone',
      'location',
      'notes',
      'status',
      'cancelReason',
      'remind',
      'kindId',
    ]),
    customerId,
    agentId,
    createdBy: memberId,
    createdAt: nowIso,
    deletedAt: '',
    recurrence: '',
    rootId: '',
    seriesId: '',
    occurrenceOn: '',
    own: [],
    splitFrom: '',
    ...place,
  };
}

const valuesOf = (fields: AppointmentFields): Values =>
  pick(fields, [
    'agentId',
    'title',
    'kind',
    'kindId',
    ...SCHEDULE,
    'location',
    'notes',
    'status',
    'cancelReason',
    'remind',
  ]);

function without(values: Values, name: keyof Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => field !== name));
}

/** What a document lacks is empty: nothing that is written may be without a value. */
function pick<F extends object, K extends keyof F>(fields: F, names: readonly K[]): Pick<F, K> {
  const empty = (name: K) => (appointments.fields as Readonly<Record<PropertyKey, { empty?: unknown }>>)[name]?.empty;
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? empty(name)])) as Pick<F, K>;
}

const unitOf = (field: string): InheritedUnit | undefined => {
  if ((SCHEDULE as readonly string[]).includes(field)) return 'schedule';
  if ((VERDICT as readonly string[]).includes(field)) return 'verdict';
  return INHERITED_UNITS.find((unit) => unit === field);
};
const unitsOf = (values: Values): string[] => [...new Set(Object.keys(values).flatMap((field) => unitOf(field) ?? []))];

const wallMs = (instant: string, zone: string) => Date.parse(`${localTimeOf(instant, zone)}:00.000Z`);
const dayMs = (instant: string, zone: string) => Date.parse(localTimeOf(instant, zone).slice(0, 10));
const dayAt = (ms: number) => new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 10);
