/** What a push may not do, and that everything else of it is done. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { refusalOf, type Office } from '../test/office';
import { createOneTeam, customerOnAll, newTablets, outcomes, type OneTeam, type Tablets } from '../test/one-team';
import { Tablet } from '../test/tablet';

let team: OneTeam;
let office: Office;
let manager: OneTeam['manager'];
let tablets: Tablets;
let mine: Tablet, boss: Tablet;

beforeAll(async () => {
  team = await createOneTeam();
  ({ office, manager } = team);
  await office.deps.pool.query(
    `INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag)
      VALUES ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', '+90', '/f')`,
  );
});
afterAll(() => office.close());
beforeEach(async () => {
  tablets = await newTablets(team);
  ({ mine, boss } = tablets);
});
const bothHold = (values = {}) => customerOnAll(tablets, values);

describe('a push that asks for what may not be', () => {
  it('refuses a row for itself alone', async () => {
    const stranger = await Tablet.signIn(office, await office.addMember());
    const hidden = stranger.create('customers', stranger.newCustomer());
    await stranger.push('customers');
    const good = mine.create('customers', mine.newCustomer({ notes: 'iyi' }));
    mine.create('customers', mine.newCustomer({ firstName: ' ', lastName: '' }));
    mine.create('customers', mine.newCustomer({ ownerId: manager.id }));
    mine.create('customers', mine.newCustomer({ managerNote: 'gizli' }));
    mine.create('customers', mine.newCustomer({ countryId: 'XX' }));
    mine.create('customers', mine.newCustomer({ email: 'değil' }));
    mine.create('customers', mine.newCustomer({ notes: 'a\0b' }));
    mine.create('customers', mine.newCustomer({ notes: '\ud800' }));
    mine.create('customers', mine.newCustomer({ createdBy: manager.id }));
    mine.create('customers', mine.newCustomer({ createdAt: '0000-01-01T00:00:00.000Z' }));
    mine.create('customers', mine.newCustomer({ notes: 'çalıntı' }), hidden);
    mine.create('customers', mine.newCustomer(), 'NOT-AN-ID');
    const better = mine.create('customers', mine.newCustomer({ notes: 'daha iyi' }));
    expect(outcomes(await mine.push('customers'))).toEqual([
      'applied',
      'customer.nameMissing',
      'customer.mayNotReassign',
      'customer.fieldForbidden',
      'sync.invalidDocument',
      'sync.invalidDocument',
      'sync.invalidDocument',
      'sync.invalidDocument',
      'request.invalid',
      'sync.invalidDocument',
      'customer.outOfScope',
      'request.invalid',
      'applied',
    ]);
    expect(mine.get('customers', good)!.sync.outbox + mine.get('customers', better)!.sync.outbox).toBe('');
    await stranger.pull('customers');
    expect(stranger.fields('customers', hidden)).toMatchObject({ notes: '' });
  });

  it('refuses a value of the wrong shape also where it would lose, and puts it on no card', async () => {
    const id = await bothHold({ notes: 'önce' });
    boss.edit('customers', id, { notes: 'yönetici yazdı' });
    await boss.push('customers');
    const stamp = makeStamp(1, 0, mine.deviceId);
    for (const [unit, value] of [
      ['notes', { çok: ['derin'] }],
      ['notes', 'x'.repeat(20_001)],
    ] as const) {
      const patch = {
        [unit]: { seq: 9, stamp, base: '', values: { [unit]: value } },
        city: { seq: 9, stamp, base: '', values: { city: 'Van' } },
      };
      const { results } = await mine.send({
        collection: 'customers',
        deviceId: mine.deviceId,
        sentAtMs: mine.nowMs,
        rows: [{ id, seen: 1, patch }],
      });
      expect(results).toMatchObject([{ outcome: 'refused', code: 'sync.invalidDocument', params: { field: unit } }]);
    }
    await boss.sync();
    expect(boss.get('customers', id)).toMatchObject({
      fields: { notes: 'yönetici yazdı', city: '' },
      sync: { conflicts: [] },
    });
  });

  it('refuses units that no device of ours would send', async () => {
    const id = await bothHold();
    const appointment = mine.create('appointments', mine.newAppointment(id));
    await mine.push('appointments');
    const stamp = makeStamp(office.clock.nowMs, 0, mine.deviceId);
    const row = (target: string, unit: string, values: Record<string, unknown>, of = stamp) => ({
      id: target,
      seen: 1,
      patch: { [unit]: { seq: 99, stamp: of, base: '', values } },
    });
    const tries: [collection: 'customers' | 'appointments', ReturnType<typeof row>][] = [
      ['customers', row(id, 'constructor', { constructor: 1 })],
      ['customers', row(id, 'city', { notes: 'x' })],
      ['customers', row(id, 'city', { city: 'x', notes: 'y' })],
      ['customers', row(id, 'id', { id: 'x' })],
      ['customers', row(id, 'outbox', { outbox: 'w' })],
      ['customers', row(id, 'city', { city: 'x' }, makeStamp(office.clock.nowMs, 0, boss.deviceId))],
      ['appointments', row(appointment, 'startsAt', { startsAt: '2020-01-01T00:00:00.000Z' })],
      ['appointments', row(appointment, 'schedule', { startsAt: '2020-01-01T00:00:00.000Z' })],
    ];
    for (const [collection, bad] of tries) {
      const { results } = await mine.send({ collection, deviceId: mine.deviceId, sentAtMs: mine.nowMs, rows: [bad] });
      expect(outcomes(results)).toEqual(['request.invalid']);
    }
    const both = {
      collection: 'customers' as const,
      deviceId: mine.deviceId,
      sentAtMs: mine.nowMs,
      rows: [row(id, 'city', { city: 'a' }), row(id, 'city', { city: 'b' })],
    };
    expect((await refusalOf(mine.send(both))).code).toBe('request.invalid');
    expect((await refusalOf(mine.send({ ...both, rows: both.rows.slice(1), deviceId: boss.deviceId }))).code).toBe(
      'sync.deviceForeign',
    );
  });

  it('takes pushes from a build too old to pull', async () => {
    mine.create('customers', mine.newCustomer());
    const old = await mine.browser.request({ protocol: 0 });
    expect(outcomes((await old.sync.push(mine.outgoing('customers'))).results)).toEqual(['applied']);
    expect(
      (await refusalOf(old.sync.pull({ collection: 'customers', deviceId: mine.deviceId, checkpoint: null, limit: 1 })))
        .code,
    ).toBe('sync.updateNeeded');
  });

  it('changes nothing for a foreign page', async () => {
    const id = mine.create('customers', mine.newCustomer());
    const forged = await mine.browser.request({ crossSite: true });
    expect((await refusalOf(forged.sync.push(mine.outgoing('customers')))).code).toBe('request.crossSite');
    expect((await mine.pull('customers')).documents).not.toContain(id);
  });
});

describe('rules on the wire', () => {
  it('holds appointments to time, zone, people and state', async () => {
    const customer = await bothHold();
    const colleague = await office.addMember();
    const at = (hours: number) => new Date(office.clock.nowMs + hours * 3_600_000).toISOString();
    const cases: [Record<string, unknown>, string][] = [
      [{}, 'applied'],
      [{ startsAt: at(2), endsAt: at(2) }, 'appointment.endsBeforeStart'],
      [{ startsAt: at(2), endsAt: at(27) }, 'appointment.tooLong'],
      [{ zone: 'Europe/Ankara' }, 'appointment.zoneUnknown'],
      [{ startsAt: '2026-11-23 21:00' }, 'sync.invalidDocument'],
      [{ startsAt: '2026-11-23T21:00:00+03:00' }, 'sync.invalidDocument'],
      [{ customerId: office.deps.newId() }, 'appointment.customerUnknown'],
      [{ agentId: office.deps.newId() }, 'appointment.agentUnknown'],
      [{ agentId: colleague.id }, 'appointment.outOfScope'],
      [{ agentId: manager.id }, 'applied'],
      // A request until somebody who may has approved it.
      [{ status: 'approved' }, 'merged'],
      [{ status: 'held' }, 'applied'],
    ];
    for (const [values] of cases) mine.create('appointments', mine.newAppointment(customer, values));
    expect(outcomes(await mine.push('appointments'))).toEqual(cases.map(([, outcome]) => outcome));
    const stranger = await Tablet.signIn(office, colleague);
    stranger.create('appointments', stranger.newAppointment(customer));
    stranger.create('interactions', stranger.newInteraction(customer));
    expect(outcomes(await stranger.push('appointments'))).toEqual(['appointment.outOfScope']);
    expect(outcomes(await stranger.push('interactions'))).toEqual(['interaction.outOfScope']);
  });

  it('logs calls for good and raises the last contact', async () => {
    const customer = await bothHold();
    const call = mine.create('interactions', mine.newInteraction(customer, { body: 'aradım' }));
    mine.create('interactions', mine.newInteraction(customer, { occurredAt: '2099-01-01T00:00:00.000Z' }));
    mine.create('interactions', mine.newInteraction(customer, { authorId: manager.id }));
    mine.create('interactions', mine.newInteraction(office.deps.newId()));
    expect(outcomes(await mine.push('interactions'))).toEqual([
      // The office adds when it heard of it.
      'merged',
      'interaction.inFuture',
      'request.invalid',
      'interaction.customerUnknown',
    ]);
    await boss.sync();
    expect(boss.fields('customers', customer)).toMatchObject({
      lastContactAt: new Date(office.clock.nowMs).toISOString(),
    });
    boss.edit('interactions', call, { body: 'hiç aramadı' });
    await boss.push('interactions');
    expect(boss.fields('interactions', call)).toMatchObject({ body: 'aradım' });
  });

  it('corrects what a clock a day ahead recorded, and refuses a picked time that is still to come', async () => {
    const customer = await bothHold();
    const dayAheadMs = mine.nowMs + 24 * 3_600_000;
    const read = new Date(dayAheadMs).toISOString();
    const picked = new Date(dayAheadMs - 3_600_000).toISOString();
    const call = mine.create('interactions', mine.newInteraction(customer, { createdAt: read, occurredAt: read }));
    const early = mine.create('interactions', mine.newInteraction(customer, { createdAt: read, occurredAt: picked }));
    const other = mine.create('customers', mine.newCustomer({ createdAt: read }));
    mine.edit('customers', customer, { notes: 'aradım', lastContactAt: read });
    const pushed = async (collection: 'customers' | 'interactions') => {
      const { results } = await mine.send({ ...mine.outgoing(collection), sentAtMs: dayAheadMs });
      return outcomes(results);
    };
    expect(await pushed('customers')).toEqual(['merged', 'merged']);
    expect(await pushed('interactions')).toEqual(['merged', 'interaction.inFuture']);
    await boss.sync();
    const now = new Date(office.clock.nowMs).toISOString();
    expect(boss.fields('interactions', call)).toMatchObject({ createdAt: now, occurredAt: now });
    expect(boss.fields('customers', other)).toMatchObject({ createdAt: now, lastContactAt: '' });
    expect(boss.fields('customers', customer)).toMatchObject({ notes: 'aradım', lastContactAt: now });
    expect(boss.get('interactions', early)).toBeUndefined();
  });

  it('lets a guest of a customer work with it and leave, but neither delete it nor share it on', async () => {
    const person = await office.addMember();
    const guest = await Tablet.signIn(office, person);
    const friend = await office.addMember();
    const id = await customerOnAll(tablets, { sharedWith: [guest.memberId, manager.id] });
    const attempts: [Record<string, unknown>, string][] = [
      [{ deletedAt: new Date(office.clock.nowMs).toISOString() }, 'customer.mayNotDelete'],
      [{ sharedWith: [guest.memberId, manager.id, friend.id] }, 'customer.mayNotShare'],
      [{ sharedWith: [guest.memberId] }, 'customer.mayNotShare'],
    ];
    for (const [values, code] of attempts) {
      const tablet = await Tablet.signIn(office, person);
      await tablet.pull('customers');
      tablet.edit('customers', id, values);
      expect(outcomes(await tablet.push('customers'))).toEqual([code]);
    }
    await guest.pull('customers');
    guest.edit('customers', id, { notes: 'misafirden' });
    expect(outcomes(await guest.push('customers'))).toEqual(['applied']);
    guest.edit('customers', id, { sharedWith: [manager.id] });
    expect(await guest.push('customers')).toMatchObject([{ outcome: 'applied', gone: true }]);
    // Owner and their manager may.
    await mine.pull('customers');
    mine.edit('customers', id, { sharedWith: [friend.id] });
    expect(outcomes(await mine.push('customers'))).toEqual(['applied']);
    await boss.pull('customers');
    boss.edit('customers', id, { deletedAt: new Date(office.clock.nowMs).toISOString() });
    expect(outcomes(await boss.push('customers'))).toEqual(['applied']);
  });

  it('lets a manager hand a customer over, to somebody who is there', async () => {
    const customer = await bothHold();
    const gone = await office.addMember();
    await office.deps.pool.query('UPDATE members SET is_active = false WHERE id = $1', [gone.id]);
    mine.edit('customers', customer, { ownerId: manager.id });
    expect(outcomes(await mine.push('customers'))).toEqual(['customer.mayNotReassign']);
    boss.edit('customers', customer, { ownerId: gone.id });
    expect(outcomes(await boss.push('customers'))).toEqual(['customer.ownerUnknown']);
    boss.edit('customers', customer, { ownerId: manager.id });
    expect(outcomes(await boss.push('customers'))).toEqual(['applied']);
  });
});
