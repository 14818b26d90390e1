/** Whoever changes an appointment writes over what they were shown, and over nothing that came meanwhile unseen. */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { latestStamp } from '../../../sync/rules/document';
import { shownBetween } from '../../../sync/rules/occurrences';
import { nextStamp } from '../../../sync/rules/stamp';
import { customerValues } from '../../database/test/customer-values';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { openReplica, read, until, type Replica } from '../../database/test/replica';
import { changeAppointment } from './appointment-verbs';
import type { Appointment, StoredAppointment } from './use-appointments';

const STAMP = '0190a1b2c3d4000000000000';
const open: Replica[] = [];
afterEach(async () => {
  for (const replica of open.splice(0)) await replica.close();
});

/** One appointment (or a weekly series) on a device, and somebody else who changes what the office has. */
async function device(recurrence = '') {
  const office = new OfficeInMemory();
  const id = uuidv7();
  const agentId = uuidv7();
  const customerId = uuidv7();
  const fields = {
    ...{ customerId, agentId, title: 'Görüşme', kind: 'meeting', zone: 'Europe/Istanbul', location: '' },
    ...{ startsAt: '2027-01-04T09:00:00.000Z', endsAt: '2027-01-04T10:00:00.000Z', notes: '', status: 'confirmed' },
    ...{ cancelReason: '', createdBy: agentId, createdAt: '2026-12-01T09:00:00.000Z', deletedAt: '', recurrence },
  };
  office.write('customers', customerId, customerValues({ ownerId: agentId }), STAMP);
  office.write('appointments', id, fields, STAMP);
  const mine = await openReplica(office, {
    memberId: `01890000-0000-7000-d100-${String(++members).padStart(12, '0')}`,
  });
  mine.db.me.role = 'manager';
  open.push(mine);
  await until('it is here', async () => (await read(mine, 'appointments', id)) !== null);
  const otherWrites = async (to: string, values: Readonly<Record<string, unknown>>) => {
    const row = office.table('appointments').get(to)!;
    const stamp = nextStamp(latestStamp(row.stamps), Date.now(), OTHER_DEVICE);
    office.write('appointments', to, values, stamp);
    const has = (of: Readonly<Record<string, unknown>> | undefined) =>
      Object.entries(values).every(([field, value]) => of?.[field] === value);
    await until('it arrived', async () => has((await read(mine, 'appointments', to)) as never));
  };
  return { office, id, mine, otherWrites };
}
let members = 0;
const OTHER_DEVICE = 'ffffffff';

/** As the calendar of this device shows them, in order. */
async function shown({ rx }: Replica): Promise<Appointment[]> {
  const stored = (await rx.appointments.find().exec()).map((one) => one.toJSON() as unknown as StoredAppointment);
  return shownBetween(stored, Date.UTC(2027, 0, 1), Date.UTC(2027, 2, 1)) as Appointment[];
}
const cardsOf = (office: OfficeInMemory, id: string) => office.table('appointments').get(id)?.conflicts ?? [];
const sent = ({ rx }: Replica) =>
  until('everything is sent', async () => {
    const stored = await rx.appointments.find().exec();
    return stored.every((one) => (one.toJSON() as unknown as StoredAppointment).outbox === '');
  });

describe('changing an appointment that somebody else changed since it was shown', () => {
  it('keeps what the other wrote on a card', async () => {
    const { office, id, mine, otherWrites } = await device();
    const [seen] = await shown(mine);
    await otherWrites(id, { location: 'Van' });
    await changeAppointment(mine.db, seen!, { location: 'Muş' });
    await sent(mine);
    expect(cardsOf(office, id)).toMatchObject([{ hidden: { values: { location: 'Van' } } }]);
  });

  it('keeps it when a change is taken back as well', async () => {
    const { office, id, mine, otherWrites } = await device();
    const [seen] = await shown(mine);
    const moved = { startsAt: '2027-01-05T09:00:00.000Z', endsAt: '2027-01-05T10:00:00.000Z', zone: seen!.zone };
    const takeBack = await changeAppointment(mine.db, seen!, moved);
    await sent(mine);
    const later = { startsAt: '2027-01-06T09:00:00.000Z', endsAt: '2027-01-06T10:00:00.000Z' };
    await otherWrites(id, later);
    await takeBack();
    await sent(mine);
    expect(cardsOf(office, id)).toMatchObject([{ hidden: { values: later } }]);
  });

  it('keeps it where all of a series is changed, and taken back', async () => {
    const { office, id, mine, otherWrites } = await device('FREQ=WEEKLY;BYDAY=MO;COUNT=4');
    const [, second] = await shown(mine);
    await otherWrites(id, { notes: 'Kimlik gerekli' });
    const takeBack = await changeAppointment(mine.db, second!, { notes: 'Pasaport' }, { scope: 'all' });
    await sent(mine);
    expect(cardsOf(office, id)).toMatchObject([{ hidden: { values: { notes: 'Kimlik gerekli' } } }]);

    await otherWrites(id, { notes: 'İkisi de' });
    await takeBack();
    await sent(mine);
    expect(cardsOf(office, id).map(({ hidden }) => hidden.values)).toContainEqual({ notes: 'İkisi de' });
  });

  it('keeps it where one occurrence is changed that had been changed before', async () => {
    const { office, mine, otherWrites } = await device('FREQ=WEEKLY;BYDAY=MO;COUNT=4');
    const [, second] = await shown(mine);
    await changeAppointment(mine.db, second!, { notes: 'Bir' });
    await sent(mine);
    const [, changed] = await shown(mine);
    const own = changed!.id;
    await otherWrites(own, { notes: 'İki' });
    await changeAppointment(mine.db, changed!, { notes: 'Üç' });
    await sent(mine);
    expect(cardsOf(office, own)).toMatchObject([{ hidden: { values: { notes: 'İki' } } }]);
  });

  it('makes no card of what nobody else touched', async () => {
    const { office, id, mine, otherWrites } = await device('FREQ=WEEKLY;BYDAY=MO;COUNT=4');
    await otherWrites(id, { location: 'Van' });
    const [, second] = await shown(mine);
    const day = { startsAt: '2027-01-12T09:00:00.000Z', endsAt: '2027-01-12T10:00:00.000Z', zone: second!.zone };
    const takeBack = await changeAppointment(mine.db, second!, { ...day, location: 'Muş' }, { scope: 'all' });
    await sent(mine);
    await takeBack();
    await sent(mine);
    expect(office.table('appointments').get(id)?.fields).toMatchObject({ location: 'Van' });
    expect([...office.table('appointments').keys()].flatMap((one) => cardsOf(office, one))).toEqual([]);
  });
});

describe('changing an occurrence anew', () => {
  it('and those that follow, where it has something of its own already', async () => {
    const { mine } = await device('FREQ=WEEKLY;BYDAY=MO;COUNT=4');
    await changeAppointment(mine.db, (await shown(mine))[1]!, { title: 'Yalnız bu' });
    await changeAppointment(mine.db, (await shown(mine))[1]!, { title: 'Hepsi' }, { scope: 'following' });
    expect((await shown(mine)).map(({ title }) => title)).toEqual(['Görüşme', 'Hepsi', 'Hepsi', 'Hepsi']);
    await sent(mine);
  });

  it('after it was taken back, with no card and nothing of what was taken back', async () => {
    const { office, mine } = await device('FREQ=WEEKLY;BYDAY=MO;COUNT=4');
    const move = async (day: string) => {
      const [, second] = await shown(mine);
      const [startsAt, endsAt] = [`2027-01-${day}T09:00:00.000Z`, `2027-01-${day}T10:00:00.000Z`];
      const takeBack = await changeAppointment(mine.db, second!, { startsAt, endsAt, zone: second!.zone });
      await sent(mine);
      return takeBack;
    };
    const before = (await shown(mine)).map(({ startsAt }) => startsAt);
    await (
      await move('12')
    )();
    await sent(mine);
    await changeAppointment(mine.db, (await shown(mine))[1]!, { notes: 'Kimlik' });
    await sent(mine);
    expect((await shown(mine)).map(({ startsAt }) => startsAt)).toEqual(before);
    await (
      await move('13')
    )();
    await sent(mine);
    expect((await shown(mine)).map(({ startsAt }) => startsAt)).toEqual(before);
    expect([...office.table('appointments').keys()].flatMap((one) => cardsOf(office, one))).toEqual([]);
  });
});
