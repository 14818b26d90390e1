/**
 * A tablet dies in the middle of saving a series, at every operation of its store in turn: what the app's own verbs
 * began is there as a whole or not at all when it is opened again, and so it reaches the office. The store is the real
 * one (RxDB on Dexie) over an IndexedDB in memory, whose open transaction ends with the tablet as a browser's does.
 */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cancelFollowing, changeAppointment } from '../../../app/features/appointments/appointment-verbs';
import { createAppointment } from '../../../app/features/appointments/form/create-appointment';
import type { ClashDecisions } from '../../../app/features/appointments/clashes/clash-decisions';
import type { Appointment } from '../../../app/features/appointments/use-appointments';
import { plain } from '../../../app/database/use-document';
import { customerValues } from '../../../app/database/test/customer-values';
import { OfficeInMemory } from '../../../app/database/test/office-in-memory';
import { MEMBER, openReplica, until, type Replica } from '../../../app/database/test/replica';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { datesOf, type Meeting } from '../../../sync/rules/clash-search';
import { shownBetween } from '../../../sync/rules/occurrences';
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../../../prisma/factories/random';
import { StoreThatDies } from './store-that-dies';

export type KilledCounts = { kills: number; saves: number; whole: number; nothing: number; differing: string[] };

const DAY_MS = 86_400_000;
const FROM_MS = Date.UTC(2027, 2, 1);
const UNTIL_MS = FROM_MS + 200 * DAY_MS;
const RULES = ['FREQ=WEEKLY;BYDAY=MO,TH;COUNT=12', 'FREQ=DAILY;COUNT=9', 'FREQ=MONTHLY;BYMONTHDAY=15;COUNT=6'];
/** Saves of one tablet, before it is given a new one with an empty store. */
const SAVES_OF_TABLET = 25;
/** A save has a few operations; beyond them it survives, which is looked at as well. */
const MAX_OPERATIONS = 5;

type Look = { readonly documents: readonly AppointmentFields[]; readonly shown: readonly string[] };

/** Until a tablet has died `kills` times. `oneByOne`: a store that writes documents each for itself; must be found. */
export async function proveKilledSaves(
  random: Random,
  kills: number,
  { oneByOne = false, say = (_: string) => undefined as void } = {},
): Promise<KilledCounts> {
  const counts: KilledCounts = { kills: 0, saves: 0, whole: 0, nothing: 0, differing: [] };
  for (let number = 0; counts.kills < kills && counts.differing.length === 0; number += 1) {
    const tablet = await Tablet.begin(number, oneByOne);
    for (let at = 0; at < SAVES_OF_TABLET && counts.kills < kills && counts.differing.length === 0; at += 1)
      await saveAndDie(tablet, random, counts);
    if (counts.differing.length === 0) await compareWithOffice(tablet, counts);
    await tablet.replica.close();
    say(`${counts.kills} kills in ${counts.saves} saves, ${counts.differing.length} differing`);
  }
  return counts;
}

class Tablet {
  private constructor(
    readonly office: OfficeInMemory,
    readonly customerId: string,
    private readonly oneByOne: boolean,
    private readonly open: () => Promise<Replica>,
    public replica: Replica,
  ) {}

  static async begin(number: number, oneByOne: boolean): Promise<Tablet> {
    const office = new OfficeInMemory();
    const customerId = uuidv7();
    office.write('customers', customerId, customerValues({ ownerId: MEMBER.memberId }), '0190a1b2c3d4000000000000');
    const memberId = `01890000-0000-7000-e000-${String(number).padStart(12, '0')}`;
    const open = () => openReplica(office, { memberId });
    const replica = await open();
    await until('the tablet knows the office', () => replica.status.get().lastSyncAt !== null);
    const tablet = new Tablet(office, customerId, oneByOne, open, replica);
    if (oneByOne) tablet.#writeOneByOne();
    return tablet;
  }

  async reopen(): Promise<void> {
    await this.replica.close();
    this.replica = await this.open();
    if (this.oneByOne) this.#writeOneByOne();
  }

  #writeOneByOne(): void {
    const storage = this.replica.rx.collections.appointments.storageInstance;
    const write = storage.bulkWrite.bind(storage);
    storage.bulkWrite = async (rows, context) => {
      const results = [];
      for (const row of rows) results.push(await write([row], context));
      return { error: results.flatMap(({ error }) => error) };
    };
  }
}

async function saveAndDie(tablet: Tablet, random: Random, counts: KilledCounts): Promise<void> {
  tablet.office.isReachable = false;
  const before = await look(tablet.replica);
  const { begin, shouldShow } = planSave(tablet, random, before);
  const store = new StoreThatDies(random.below(MAX_OPERATIONS));
  store.watch();
  const saved = begin().catch((error: unknown) => {
    // What dies never answers.
    if (!store.isDead) throw error;
  });
  await Promise.race([saved, store.died]);
  store.leave();
  counts.saves += 1;
  if (store.isDead) {
    counts.kills += 1;
    await tablet.reopen();
  }
  tablet.office.isReachable = true;
  const after = await look(tablet.replica);
  const isNothing = same(before.shown, after.shown) && before.documents.length === after.documents.length;
  const isWhole = same(shouldShow(), after.shown);
  if (isWhole) counts.whole += 1;
  else if (isNothing) counts.nothing += 1;
  if (!isWhole && (!isNothing || !store.isDead))
    counts.differing.push(
      `after ${store.operations} operations: ${JSON.stringify({ before: before.shown, after: after.shown })}`,
    );
  if (random.chance(0.3)) await until('all is sent', () => tablet.replica.status.get().waiting === 0);
}

type PlannedSave = {
  readonly begin: () => Promise<unknown>;
  /** What a calendar shows once it is saved, from the plan and not from what was stored. */
  readonly shouldShow: () => readonly string[];
};

function planSave(tablet: Tablet, random: Random, before: Look): PlannedSave {
  const { db } = tablet.replica;
  const shown = shownBetween(before.documents, FROM_MS, UNTIL_MS) as unknown as Appointment[];
  const repeated = shown.filter(({ occurrence, status }) => occurrence !== null && status !== 'cancelled');
  const one = random.chance(0.5) && repeated.length > 0 ? random.pick(repeated) : null;
  const title = `k${random.below(1_000_000_000)}`;
  if (one === null) return planSeries(db, tablet, random, title, before);
  // Parts of a series that was cut before are series of their own.
  const isLater = (line: Line) => line.series === one.occurrence!.seriesId && line.on >= one.occurrence!.on;
  if (random.chance(0.5))
    return {
      begin: () => changeAppointment(db, one, { title }, { scope: 'following' }),
      shouldShow: () =>
        linesOf(before)
          .map((line) => spelled(isLater(line) ? { ...line, title } : line))
          .sort(),
    };
  return {
    begin: () => cancelFollowing(db, one, 'bitti'),
    shouldShow: () =>
      linesOf(before)
        .filter((line) => !isLater(line))
        .map(spelled)
        .sort(),
  };
}

/** A new series of which some dates are left out and one stands elsewhere. */
function planSeries(
  db: Replica['db'],
  { customerId }: Tablet,
  random: Random,
  title: string,
  before: Look,
): PlannedSave {
  const startMs = FROM_MS + random.below(20) * DAY_MS + random.between(6, 14) * 3_600_000;
  const recurrence = random.pick(RULES);
  const wish = { startsAt: iso(startMs), endsAt: iso(startMs + 3_600_000), zone: 'Europe/Istanbul' };
  const first = datesOf(wish, recurrence)[0]!;
  const schedule = { ...wish, startsAt: first.startsAt, endsAt: first.endsAt };
  const dates = datesOf(schedule, recurrence);
  const [skipped, moved] = random.shuffled(dates.slice(1));
  const movedTo = { startsAt: later(moved!.startsAt), endsAt: later(moved!.endsAt) };
  const decisions: ClashDecisions = {
    reason: 'dolu',
    byDate: { [skipped!.on]: { as: 'skip' }, [moved!.on]: { as: 'move', ...movedTo } },
  };
  const meetings: Meeting<Appointment>[] = [skipped!, moved!].map((date) => ({ date, met: [] }));
  const fields = { customerId, agentId: MEMBER.memberId, kind: 'visit' as const, title, location: '', notes: '' };
  return {
    begin: () => createAppointment(db, { ...fields, ...schedule, recurrence }, meetings, decisions),
    shouldShow: () => [
      ...before.shown,
      ...dates
        .filter((date) => date !== skipped && Date.parse(date.startsAt) < UNTIL_MS)
        .map(({ startsAt: was }) => spelled({ title, startsAt: was === moved!.startsAt ? movedTo.startsAt : was })),
    ].sort(), // oxfmt-ignore
  };
}

/** With nobody dying any more, everything that stands here stands at the office. */
async function compareWithOffice({ office, replica }: Tablet, counts: KilledCounts): Promise<void> {
  await until('all is sent', () => replica.status.get().waiting === 0 && replica.status.get().lastSyncAt !== null);
  const here = await look(replica);
  const there = [...office.table('appointments').values()].map(
    ({ id, fields }) => ({ ...fields, id }) as AppointmentFields,
  );
  const lines = linesOf({ documents: there, shown: [] }).map(spelled).sort();
  if (!same(lines, here.shown)) counts.differing.push('the office shows something else');
  if (replica.status.get().refused > 0) counts.differing.push('the office refused a save');
}

async function look(replica: Replica): Promise<Look> {
  const found = await replica.db.collections.appointments.find().exec();
  const documents = found.map((one) => plain('appointments', one) as AppointmentFields);
  return { documents, shown: linesOf({ documents, shown: [] }).map(spelled).sort() };
}

type Line = { readonly title: string; readonly startsAt: string; readonly series: string; readonly on: string };

const linesOf = ({ documents }: Look): Line[] =>
  shownBetween(documents, FROM_MS, UNTIL_MS)
    .filter(({ status }) => status !== 'cancelled')
    .map((one) => ({
      title: one.title,
      startsAt: one.startsAt,
      series: one.occurrence?.seriesId ?? one.id,
      on: one.occurrence?.on ?? '',
    }));

const spelled = ({ title, startsAt }: Pick<Line, 'title' | 'startsAt'>) => `${startsAt} ${title}`;
const same = (a: readonly string[], b: readonly string[]) => JSON.stringify(a) === JSON.stringify(b);
const iso = (ms: number) => new Date(ms).toISOString();
const later = (instant: string) => iso(Date.parse(instant) + 3 * 3_600_000);
