/**
 * What becomes of stored appointments when somebody changes an occurrence, it and those that follow, or all of a
 * series. Pure: it answers what is to be written, all of it together.
 */
import { appointments, type AppointmentFields } from '../collections/appointment';
import { takesTime, hasOutcome } from './appointment-status';
import { INHERITED_UNITS, VERDICT, type InheritedUnit } from './occurrence-merge';
import { shownChange, type OccurrenceOf, type Shown } from './occurrences';
import { cutSeries, firstOccurrences, occurrencesBetween, type CutSeries } from './recurrence';
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
  if (scope === 'this' || series === undefined) return [changeOne(shown, occurrence, values, documents, maker)];
  const alsoHere = occurrence.isChanged ? ownedOf(shown, values) : {};
  const its = changesOf(shown, series, documents).filter((one) => one.deletedAt === '');
  const cut = scope === 'following' ? cutSeries(seriesOf(series), occurrence.on) : null;
  if (cut === null) {
    const next = moved(series, shown, values);
    return [
      { id: series.id, made: null, edited: next },
      ...rehung(its, series, { ...series, ...next }, null, { id: shown.id, edited: alsoHere }, maker),
      ...(values.status === 'cancelled' ? ended(its, shown.id, values.cancelReason ?? '') : []),
    ];
  }
  const id = followingId(occurrence.rootId, occurrence.on);
  const begun = { ...series, id, ...cut.after, recurrence: cut.after.rrule };
  const after = { ...begun, ...moved(begun, shown, withSharedCount(values, series, cut)) };
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
    ...rehung(followingOf(its, occurrence.on), begun, after, id, { id: shown.id, edited: alsoHere }, maker),
  ];
}

/** A count that nobody changed is that of all dates together, those before the cut among them. */
function withSharedCount(values: Values, series: AppointmentFields, { after }: CutSeries): Values {
  const [wanted, had, left] = [values.recurrence, series.recurrence, after.rrule].map((one) =>
    parseRecurrence(one ?? ''),
  );
  if (!wanted || !had || !left || wanted.end.ends !== 'after' || had.end.ends !== 'after') return values;
  if (wanted.end.count !== had.end.count) return values;
  return { ...values, recurrence: formatRecurrence({ ...wanted, end: left.end }) };
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
  const later = followingOf(changesOf(shown, series, documents), occurrence.on);
  return [
    { id: series.id, made: null, edited: { recurrence: cut.before } },
    ...later.filter((one) => takesTime(one) && !hasOutcome(one)).map(({ id }) => cancelledOne(id, cancelReason)),
  ];
}

const cancelledOne = (id: string, cancelReason: string): AppointmentWrite => ({
  id,
  made: null,
  edited: { status: 'cancelled', cancelReason, own: ['status', 'cancelReason'] },
});

/** Where all of a series is cancelled, a date that has its state of its own would stand alone and be kept. */
const ended = (changes: readonly AppointmentFields[], shownId: string, cancelReason: string): AppointmentWrite[] =>
  changes
    .filter((one) => one.id !== shownId && (one.own ?? []).includes('status') && takesTime(one) && !hasOutcome(one))
    .map(({ id }) => cancelledOne(id, cancelReason));

/** What was changed of this part of a series; what is shown is of it, in whichever part it was changed. */
const changesOf = (shown: ShownAppointment, series: AppointmentFields, documents: readonly AppointmentFields[]) =>
  documents.filter(
    (one) => isOverride(one) && rootOf(one) === rootOf(series) && (one.seriesId === series.id || one.id === shown.id),
  );

/** By their days: since they were changed, the series may have moved to another hour. */
const followingOf = (changes: readonly AppointmentFields[], on: string) =>
  changes.filter(({ occurrenceOn = '' }) => occurrenceOn.slice(0, 10) >= on.slice(0, 10));

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
    return { id, made: null, edited: { ...pick(asItStood(before, documents), names), deletedAt: before.deletedAt } };
  });
}

/**
 * What a change made an occurrence's own stays its own. So it gets back what people saw, and not the copy it had of its
 * series, which may have moved on since.
 */
function asItStood(before: AppointmentFields, documents: readonly AppointmentFields[]): Values {
  if (!isOverride(before) || before.deletedAt !== '') return before;
  const series = documents.filter((one) => isSeries(one) && one.deletedAt === '' && rootOf(one) === rootOf(before));
  return shownChange(before, series);
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
  documents: readonly AppointmentFields[],
  maker: Maker,
): AppointmentWrite {
  const values = without(given, 'recurrence');
  const own = unitsOf(values);
  // A change of it that was taken back left what it had of its own: that is not what people see now.
  const left = documents.find(({ id, deletedAt }) => id === shown.id && deletedAt !== '');
  const fields = INHERITED_UNITS.filter((unit) => left?.own?.includes(unit) === true).flatMap(fieldsOf);
  return {
    id: shown.id,
    made: {
      ...born({ ...shown, ...values }, maker, { rootId, seriesId, occurrenceOn: on, own }),
      ...(values.decidedBy === undefined ? {} : pick(values, VERDICT)),
    },
    edited: { ...pick<Values, keyof Values>(shown, fields), ...values, own, deletedAt: '' },
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
  if (startsAt === undefined || endsAt === undefined) return { ...next, ...startOfRule(series, others.recurrence) };
  const byMs = wallMs(startsAt, zone) - wallMs(shown.startsAt, shown.zone);
  // By the date that was moved: in a longer or shorter month the first one comes to another day.
  const wasMs = Date.parse(`${shown.occurrence?.on}:00.000Z`);
  const [wasOn, on] = [dayAt(wasMs), dayAt(wasMs + byMs)];
  const restMs = byMs - (Date.parse(on) - Date.parse(wasOn));
  const rrule = others.recurrence ?? endedLater(anchoredTo(series.recurrence ?? '', on, wasOn), restMs);
  const movedMs = wallMs(series.startsAt, series.zone) + byMs;
  const isOfMonths = others.recurrence === undefined && on !== wasOn && isMonthly(rrule);
  const startMs = isOfMonths ? inMonth(series, monthOf(on) - monthOf(wasOn), movedMs) : movedMs;
  // Clocks may leap over the new time just on that day: what they show an hour later, then.
  const atMs = instantOfWall(startMs, zone) ?? instantOfWall(startMs + HOUR_MS, zone) ?? startMs;
  const lengthMs = Date.parse(endsAt) - Date.parse(startsAt);
  const start = {
    startsAt: new Date(atMs).toISOString(),
    endsAt: new Date(atMs + lengthMs).toISOString(),
    zone,
  };
  return { ...next, ...(startOfSeries(start, rrule) ?? start), ...(isSeries(series) ? { recurrence: rrule } : {}) };
}

const isMonthly = (rrule: string) => parseRecurrence(rrule)?.pattern.every === 'month';
/** Months since the year 0 of 'YYYY-MM-DD'. */
const monthOf = (on: string) => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1;

/** The first day, at the time of `movedMs`, of the month that is so many after the one in which the series begins. */
function inMonth({ startsAt, zone }: AppointmentFields, later: number, movedMs: number): number {
  const month = monthOf(localTimeOf(startsAt, zone)) + later;
  return Date.UTC(Math.floor(month / 12), month % 12, 1) + (movedMs - Date.parse(dayAt(movedMs)));
}

/** Another rule may have no date where the series began: it begins with its own first one. */
function startOfRule({ startsAt, endsAt, zone }: AppointmentFields, rrule: string | undefined): Values {
  const start = rrule === undefined ? null : startOfSeries({ startsAt, endsAt, zone }, rrule);
  return start === null || start.startsAt === startsAt ? {} : start;
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
 * they are found by their day. `seriesId`: the series they belong to from now on, null: as before. `here`: what is
 * wanted of one of them besides. One write for each document: where one date comes to the name of another, what it is
 * there is all that is written of it.
 */
function rehung(
  changes: readonly AppointmentFields[],
  before: AppointmentFields,
  after: AppointmentFields,
  seriesId: string | null,
  here: Pick<AppointmentWrite, 'id' | 'edited'>,
  maker: Maker,
): AppointmentWrite[] {
  const byMs = wallMs(after.startsAt, after.zone) - wallMs(before.startsAt, before.zone);
  const days = Math.round((dayMs(after.startsAt, after.zone) - dayMs(before.startsAt, before.zone)) / DAY_MS);
  const place = seriesId === null ? {} : { seriesId };
  if (days === 0)
    return changes
      .map(({ id }) => ({ id, made: null, edited: { ...place, ...(id === here.id ? here.edited : {}) } }))
      .filter(({ edited }) => Object.keys(edited).length > 0);
  const later = monthOf(localTimeOf(after.startsAt, after.zone)) - monthOf(localTimeOf(before.startsAt, before.zone));
  const writes = new Map<string, AppointmentWrite>();
  for (const one of changes) {
    const straight = new Date(Date.parse(`${one.occurrenceOn}:00.000Z`) + byMs).toISOString().slice(0, 16);
    const on = (isMonthly(after.recurrence ?? '') ? nameInMonth(one, after, later) : null) ?? straight;
    const rootId = rootOf(one);
    const id = occurrenceId(rootId, on);
    // As it reads there: the document of that name may have of its own what this one has of its series.
    const there = shownChange({ ...one, ...(one.id === here.id ? here.edited : {}), ...place, occurrenceOn: on }, [
      after,
    ]);
    const made = born(there, maker, { rootId, seriesId: seriesId ?? one.seriesId, occurrenceOn: on, own: one.own });
    if (!writes.has(one.id)) writes.set(one.id, { id: one.id, made: null, edited: { deletedAt: maker.nowIso } });
    writes.set(id, { id, made, edited: { ...valuesOf(there), ...place, own: one.own, deletedAt: '' } });
  }
  return [...writes.values()];
}

/** What the date of `after` is called so many months after the changed one; null where that month has none. */
function nameInMonth({ occurrenceOn = '' }: AppointmentFields, after: AppointmentFields, later: number): string | null {
  const month = monthOf(occurrenceOn) + later;
  const fromMs = Date.UTC(Math.floor(month / 12), month % 12, 1);
  const dates = occurrencesBetween(seriesOf(after), fromMs - DAY_MS, fromMs + 32 * DAY_MS);
  return dates.find(({ on }) => monthOf(on) === month)?.on ?? null;
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

const fieldsOf = (unit: InheritedUnit): readonly (keyof Values)[] =>
  unit === 'schedule' ? SCHEDULE : unit === 'verdict' ? VERDICT : [unit];
const unitOf = (field: string): InheritedUnit | undefined => {
  if ((SCHEDULE as readonly string[]).includes(field)) return 'schedule';
  if ((VERDICT as readonly string[]).includes(field)) return 'verdict';
  return INHERITED_UNITS.find((unit) => unit === field);
};
const unitsOf = (values: Values): string[] => [...new Set(Object.keys(values).flatMap((field) => unitOf(field) ?? []))];

const wallMs = (instant: string, zone: string) => Date.parse(`${localTimeOf(instant, zone)}:00.000Z`);
const dayMs = (instant: string, zone: string) => Date.parse(localTimeOf(instant, zone).slice(0, 10));
const dayAt = (ms: number) => new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 10);
