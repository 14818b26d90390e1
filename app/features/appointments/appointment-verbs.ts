import { appointments, type AppointmentStatus } from '../../../sync/collections/appointment';
import {
  changeSeries,
  endSeries,
  takeBack,
  type AppointmentWrite,
  type SeriesScope,
} from '../../../sync/rules/change-series';
import { unitOfField, type DocumentFields } from '../../../sync/collections/definition';
import { isAgreed } from '../../../sync/rules/approval';
import { INHERITED_UNITS } from '../../../sync/rules/occurrence-merge';
import { unitValues, type Bases, type Basis, type SavePart } from '../../../sync/rules/document';
import { MAX_SAVE_PARTS } from '../../../sync/rules/saves';
import { isOverride, rootOf } from '../../../sync/rules/series';
import type { SahaDatabase } from '../../database/saha-database';
import { isRemains } from '../../database/is-remains';
import { plain } from '../../database/use-document';
import { editDocuments } from '../../database/edit-documents';
import { saveTogether } from '../../database/save-together';
import { editDocument } from '../../database/write';
import type { AppointmentValues } from './appointment-values';
import { asApproved } from './as-approved';
import type { FoundClashes } from './clashes/clash-decisions';
import { withDecidedDates } from './clashes/decided-dates';
import type { Appointment, StoredAppointment } from './use-appointments';

/** What a screen showed of an appointment when its person decided; which write it came from nobody needs to say. */
const shownAs = (values: Basis['values']): Basis => ({ stamp: '', values });

/** The same of every unit that is changed and that people see. */
const shownOf = (shown: DocumentFields, values: DocumentFields): Bases =>
  Object.fromEntries(
    Object.keys(values)
      .map((field) => unitOfField(appointments, field))
      .filter((unit) => SEEN_UNITS.has(unit))
      .map((unit) => [unit, shownAs(unitValues(appointments, shown, unit))]),
  );
const SEEN_UNITS: ReadonlySet<string> = new Set([...INHERITED_UNITS, 'recurrence']);

const SCHEDULE = 'schedule';

/** Takes the change back. */
export type TakeBack = () => Promise<void>;

/**
 * Changes an appointment as it is shown: a single one, or of a series as much as `scope` says, all of it in one write.
 * `bases` as in editDocument, of what is not named there `appointment` is what was shown; `clashes`: what more than one
 * date would meet, and what was decided of each. Resolves when the change is safe on the device.
 */
export async function changeAppointment(
  db: SahaDatabase,
  appointment: Appointment,
  wanted: AppointmentValues,
  { scope = 'this', bases, clashes }: { scope?: SeriesScope; bases?: Bases; clashes?: FoundClashes } = {},
): Promise<TakeBack> {
  const { id, occurrence } = appointment;
  // What follows a cut is a series of its own, which nobody has approved yet.
  const values = await asApproved(db, scope === 'following' ? null : appointment, appointment, wanted);
  const seen: Bases = { ...shownOf(appointment, values), ...bases };
  if (occurrence === undefined || occurrence === null) {
    await editDocument(db, 'appointments', id, values, seen);
    const before = Object.fromEntries(
      Object.keys(values).map((field) => [field, appointment[field as keyof Appointment]]),
    );
    return () => editDocument(db, 'appointments', id, before, shownOf({ ...appointment, ...values }, before));
  }
  const documents = await storedOfRoot(db, appointment);
  const writes = changeSeries({ ...appointment, occurrence }, documents, scope, values, makerOf(db));
  const basesOf = basesOfSeries({ ...appointment, occurrence }, documents, seen);
  if (clashes === undefined || scope === 'this') return store(db, writes, documents, basesOf);
  const decided = withDecidedDates(writes, documents, clashes.meetings, clashes.decisions, makerOf(db));
  return store(db, decided, documents, basesOf);
}

/**
 * What of an occurrence's `seen` units stood in which document: its own in the changed occurrence, all else in its
 * series. When a series begins no occurrence shows, nor what a change had written that was taken back.
 */
function basesOfSeries(
  { id, occurrence }: Appointment,
  documents: readonly StoredAppointment[],
  seen: Bases,
): (write: AppointmentWrite) => Bases {
  const changed = documents.find((one) => one.id === id && isOverride(one) && one.deletedAt === '');
  const isOwn = (unit: string) => changed?.own?.includes(unit) === true;
  return (write) => {
    const isHere = write.id === changed?.id;
    if (!isHere && write.id !== occurrence?.seriesId) return {};
    const units = new Set(Object.keys(write.edited).map((field) => unitOfField(appointments, field)));
    return Object.fromEntries(
      Object.entries(seen).filter(([unit]) => {
        if (!units.has(unit) || isOwn(unit) !== isHere) return false;
        return isHere || unit !== SCHEDULE;
      }),
    );
  };
}

/**
 * Ends a series before this occurrence; what stays of it is on record with the reason. Of the first, all is cancelled.
 */
export async function cancelFollowing(db: SahaDatabase, appointment: Appointment, reason: string): Promise<TakeBack> {
  const documents = await storedOfRoot(db, appointment);
  const shown = { ...appointment, occurrence: appointment.occurrence ?? null };
  const writes = endSeries(shown, documents, reason);
  if (writes === null) return changeAppointment(db, appointment, cancelled(reason), { scope: 'all' });
  return store(db, writes, documents);
}

export const cancelled = (cancelReason: string) => ({ status: 'cancelled' as const, cancelReason });

/** How it went. Of an occurrence, when it was and who was there stay with it, whatever becomes of the series. */
export function outcomeOf(appointment: Appointment, status: AppointmentStatus): AppointmentValues {
  if (appointment.occurrence === undefined || appointment.occurrence === null) return { status };
  const { startsAt, endsAt, zone, agentId } = appointment;
  return { status, startsAt, endsAt, zone, agentId };
}

async function store(
  db: SahaDatabase,
  writes: readonly AppointmentWrite[],
  documents: readonly StoredAppointment[],
  basesOf: (write: AppointmentWrite) => Bases = () => ({}),
): Promise<TakeBack> {
  await save(db, partsOf(writes, documents, basesOf));
  const written = new Map(writes.map(({ id, edited }) => [id, edited]));
  return () =>
    save(
      db,
      partsOf(takeBack(writes, documents, makerOf(db)), documents, ({ id, edited }) =>
        shownOf({ ...documents.find((one) => one.id === id), ...written.get(id) }, edited),
      ),
    );
}

/** In one piece; only the changed occurrences of a long series that moved to other days follow it in further ones. */
async function save(db: SahaDatabase, parts: readonly SavePart[]): Promise<void> {
  for (let at = 0; at < parts.length; at += MAX_SAVE_PARTS)
    await saveTogether(db, 'appointments', parts.slice(at, at + MAX_SAVE_PARTS));
}

/** What an occurrence has of its own grows: the device shows it before the office has merged it. */
function partsOf(
  writes: readonly AppointmentWrite[],
  documents: readonly StoredAppointment[],
  basesOf: (write: AppointmentWrite) => Bases,
): SavePart[] {
  return writes.map((write) => {
    const { id, made, edited } = write;
    const stands = documents.find((one) => one.id === id);
    if (stands === undefined && made !== null) return { id, values: made, isNew: true };
    const own = edited.own === undefined ? {} : { own: [...new Set([...(stands?.own ?? []), ...edited.own])] };
    return { id, values: { ...edited, ...own }, isNew: false, bases: basesOf(write) };
  });
}

/** Everything of its root that this device holds: all of it is with the same customer. */
async function storedOfRoot(db: SahaDatabase, { customerId, occurrence }: Appointment): Promise<StoredAppointment[]> {
  const found = await db.collections.appointments
    .find({
      selector: { customerId, startsAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    })
    .exec();
  return found
    .map((one) => plain('appointments', one))
    .filter((one) => !isRemains(one) && rootOf(one) === occurrence?.rootId);
}

const makerOf = (db: SahaDatabase) => ({ memberId: db.me.memberId, nowIso: db.clock.nowIso() });

/** A single one, from what was `shown`. */
export function recordStatus(
  db: SahaDatabase,
  id: string,
  status: AppointmentStatus,
  shown: AppointmentStatus,
): Promise<void> {
  return editDocument(db, 'appointments', id, { status }, { status: shownAs({ status: shown }) });
}

/** One of several, and as what it was shown. */
type Shown = { readonly id: string; readonly status: AppointmentStatus };

/** The appointment stays on record, with the reason. */
export function cancelAppointment(
  db: SahaDatabase,
  id: string,
  reason: string,
  shown: AppointmentStatus,
): Promise<void> {
  return cancelAppointments(db, [{ id, status: shown }], reason);
}

/** The same of several, in one write: the device stores all of it or nothing. */
export function cancelAppointments(db: SahaDatabase, shown: readonly Shown[], reason: string): Promise<void> {
  const edit = ({ id, status }: Shown) => ({ id, values: cancelled(reason), bases: { status: shownAs({ status }) } });
  return editDocuments(db, 'appointments', shown.map(edit));
}

/** Takes a cancellation back, to what stood before; the office asks for an approval anew where it needs one. */
export function reopenAppointment(db: SahaDatabase, id: string, stood: AppointmentStatus): Promise<void> {
  return reopenAppointments(db, [{ id, status: stood }]);
}

/** The same of several, `stood` being what each was before, in one write. */
export function reopenAppointments(db: SahaDatabase, stood: readonly Shown[]): Promise<void> {
  const bases = { status: shownAs({ status: 'cancelled' }) };
  const edit = ({ id, status }: Shown) => ({ id, values: { status: standingAgain(status), cancelReason: '' }, bases });
  return editDocuments(db, 'appointments', stood.map(edit));
}

/** The state in which something is again that was cancelled or finished by mistake. */
export const standingAgain = (stood: AppointmentStatus): AppointmentStatus =>
  isAgreed(stood) || stood === 'requested' ? stood : 'confirmed';
