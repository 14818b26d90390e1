import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { createTestOffice, refusalOf, type Office } from '../test/office';
import { Tablet } from '../test/tablet';

let office: Office;
let agent: { id: string; email: string }, manager: { id: string; email: string };
let mine: Tablet, other: Tablet, boss: Tablet;

beforeAll(async () => {
  office = await createTestOffice();
  const team = await office.addTeam('İzmir');
  agent = await office.addMember({ teamId: team });
  manager = await office.addMember({ role: 'manager', teamId: team });
  await office.deps.pool.query(`INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag) VALUES ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', '+90', '/f')`);
});
afterAll(() => office.close());
beforeEach(async () => {
  [mine, other, boss] = await Promise.all([Tablet.signIn(office, agent), Tablet.signIn(office, agent), Tablet.signIn(office, manager)]);
  office.clock.nowMs += 3_600_000;
});

async function bothHold(values = {}): Promise<string> {
  const id = mine.create('customers', mine.newCustomer(values));
  await mine.push('customers');
  await other.pull('customers');
  await boss.pull('customers');
  return id;
}
const outcomes = (results: { outcome: string; code?: string }[]) => results.map((result) => (result.outcome === 'refused' ? result.code : result.outcome));

describe('push', () => {
  it('creates what a device made, and the next pull brings the same back', async () => {
    const id = mine.create('customers', mine.newCustomer({ notes: 'ilk', phone: '+905321112233' }));
    expect(outcomes(await mine.push('customers'))).toEqual(['applied']);
    const shown = mine.fields('customers', id);
    await mine.pull('customers');
    expect(mine.fields('customers', id)).toEqual({ ...shown, teamId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(mine.get('customers', id)!.sync).toMatchObject({ version: 1, outbox: '', pending: {} });
  });

  it('merges edits of different fields from two devices without a word', async () => {
    const id = await bothHold();
    mine.edit('customers', id, { city: 'Bursa' });
    boss.edit('customers', id, { occupation: 'Avukat', managerNote: 'indirim' });
    expect(outcomes(await boss.push('customers'))).toEqual(['applied']);
    expect(outcomes(await mine.push('customers'))).toEqual(['merged']);
    expect(mine.fields('customers', id)).toMatchObject({ city: 'Bursa', occupation: 'Avukat' });
    await boss.pull('customers');
    expect(boss.fields('customers', id)).toMatchObject({ city: 'Bursa', occupation: 'Avukat', managerNote: 'indirim' });
    expect(boss.get('customers', id)!.sync.conflicts).toEqual([]);
  });

  it('keeps both texts when two people wrote the same field, whoever sends first', async () => {
    for (const firstToSend of ['earlier', 'later'] as const) {
      const id = await bothHold({ notes: 'önce' });
      mine.edit('customers', id, { notes: 'danışman yazdı' });
      office.clock.nowMs += 1_000;
      boss.edit('customers', id, { notes: 'yönetici yazdı' });
      for (const tablet of firstToSend === 'earlier' ? [mine, boss] : [boss, mine]) await tablet.push('customers');
      await Promise.all([mine.pull('customers'), boss.pull('customers')]);
      for (const tablet of [mine, boss]) {
        expect(tablet.fields('customers', id)).toMatchObject({ notes: 'yönetici yazdı' });
        expect(tablet.get('customers', id)!.sync.conflicts).toMatchObject([
          { unit: 'notes', shown: { values: { notes: 'yönetici yazdı' }, memberId: manager.id }, hidden: { values: { notes: 'danışman yazdı' }, memberId: agent.id } },
        ]);
      }
    }
  });

  it('brings a deleted customer back when somebody else was editing it', async () => {
    const id = await bothHold();
    mine.edit('customers', id, { notes: 'hâlâ görüşüyoruz' });
    boss.edit('customers', id, { deletedAt: new Date(office.clock.nowMs).toISOString() });
    await boss.push('customers');
    await mine.push('customers');
    expect(mine.fields('customers', id)).toMatchObject({ deletedAt: '', notes: 'hâlâ görüşüyoruz' });
    expect(mine.get('customers', id)!.sync.conflicts).toMatchObject([{ unit: 'deletedAt' }]);
  });

  it('takes a repeated push, a lost answer and an old duplicate for what they are', async () => {
    const id = mine.create('customers', mine.newCustomer());
    const creation = mine.outgoing('customers');
    await mine.push('customers', { loseAnswer: true });
    mine.edit('customers', id, { notes: 'bir' });
    await mine.push('customers', { loseAnswer: true });
    mine.edit('customers', id, { notes: 'iki', city: 'Rize' });
    const [last] = await mine.push('customers');
    expect(last).toMatchObject({ outcome: 'merged' });
    expect(outcomes((await mine.send(creation)).results)).toEqual(['merged']);
    await mine.pull('customers');
    expect((await mine.pullPage('customers', 5_000, null)).documents.find((document) => document.id === id)).toMatchObject({ version: 3, fields: { notes: 'iki', city: 'Rize' }, seq: 3 });
    expect(mine.get('customers', id)!.sync).toMatchObject({ pending: {}, outbox: '', conflicts: [] });
  });

  it('creates one document when the same push arrives twenty times at once', async () => {
    const ids = Array.from({ length: 30 }, () => mine.create('customers', mine.newCustomer()));
    const input = mine.outgoing('customers');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => mine.send(at % 2 === 0 ? input : { ...input, rows: [...input.rows].reverse() })));
    expect(answers.every(({ results }) => results.every(({ outcome }) => outcome !== 'refused'))).toBe(true);
    const { rows } = await office.deps.pool.query('SELECT count(*)::int AS count, max(version)::int AS version FROM customers WHERE id = ANY($1::uuid[])', [ids]);
    expect(rows).toEqual([{ count: 30, version: 1 }]);
  });

  it('applies many devices writing the same customers at once, and loses nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => bothHold()));
    const tablets = await Promise.all(Array.from({ length: 6 }, async (_, at) => Tablet.signIn(office, at % 2 === 0 ? agent : manager)));
    const fields = ['city', 'address', 'occupation', 'email', 'altPhone', 'lastName'];
    const values = ['Van', 'Sahil 1', 'Usta', 'a@b.example', '+905550000000', 'Son'];
    await Promise.all(tablets.map(async (tablet, at) => {
      await tablet.pull('customers');
      for (const id of at % 2 === 0 ? ids : [...ids].reverse()) tablet.edit('customers', id, { [fields[at]!]: values[at]! });
      await tablet.push('customers');
    }));
    await mine.pull('customers');
    const expected = Object.fromEntries(fields.map((field, at) => [field, values[at]]));
    for (const id of ids) expect(mine.fields('customers', id)).toMatchObject(expected);
  });

  it('tells no more of a customer that is made for another team or given to it', async () => {
    const elsewhere = await office.addMember({ teamId: await office.addTeam(`Ankara ${office.clock.nowMs}`) });
    const made = boss.create('customers', boss.newCustomer({ ownerId: elsewhere.id }));
    expect(await boss.push('customers')).toEqual([{ id: made, outcome: 'applied', version: 1, gone: true }]);
    const given = await bothHold();
    mine.edit('customers', given, { notes: 'sonra yazıldı' });
    await mine.push('customers');
    boss.edit('customers', given, { ownerId: elsewhere.id });
    expect(await boss.push('customers')).toEqual([{ id: given, outcome: 'applied', version: 3, gone: true }]);
  });

  it('does not let a customer change hands under what is being put below it', async () => {
    const elsewhere = await office.addMember();
    for (let at = 0; at < 15; at += 1) {
      const id = await bothHold();
      await mine.sync();
      const appointment = mine.create('appointments', mine.newAppointment(id));
      const call = mine.create('interactions', mine.newInteraction(id));
      boss.edit('customers', id, { ownerId: elsewhere.id });
      await Promise.all([mine.push('appointments'), mine.push('interactions'), boss.push('customers')]);
      const came = [await mine.pull('customers'), await mine.pull('appointments'), await mine.pull('interactions')];
      expect(came[0]!.gone).toEqual([id]);
      for (const [collection, document, { gone }] of [['appointments', appointment, came[1]!], ['interactions', call, came[2]!]] as const) {
        const wasTaken = mine.get(collection, document)?.sync.outbox.startsWith('r') !== true;
        expect(gone).toEqual(wasTaken ? [document] : []);
      }
    }
  });

  it('puts a customer into the team its owner moves to at that moment', async () => {
    const owner = await office.addMember();
    const teams = [await office.addTeam(`Kuzey ${office.clock.nowMs}`), await office.addTeam(`Güney ${office.clock.nowMs}`)];
    const tablet = await Tablet.signIn(office, owner);
    for (let at = 0; at < 20; at += 1) {
      for (let row = 0; row < 20; row += 1) tablet.create('customers', tablet.newCustomer());
      await Promise.all([tablet.push('customers'), office.deps.pool.query('UPDATE members SET team_id = $2 WHERE id = $1', [owner.id, teams[at % 2]])]);
    }
    const { rows } = await office.deps.pool.query('SELECT DISTINCT c.team_id = m.team_id AS same FROM customers c JOIN members m ON m.id = c.owner_id WHERE m.id = $1', [owner.id]);
    expect(rows).toEqual([{ same: true }]);
  });

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
    mine.create('customers', mine.newCustomer({ lastContactAt: '2099-01-01T00:00:00.000Z' }));
    mine.create('customers', mine.newCustomer({ notes: 'çalıntı' }), hidden);
    mine.create('customers', mine.newCustomer(), 'NOT-AN-ID');
    const better = mine.create('customers', mine.newCustomer({ notes: 'daha iyi' }));
    expect(outcomes(await mine.push('customers'))).toEqual([
      'applied', 'customer.nameMissing', 'customer.mayNotReassign', 'customer.fieldForbidden', 'sync.invalidDocument', 'sync.invalidDocument', 'sync.invalidDocument',
      'sync.invalidDocument', 'request.invalid', 'sync.invalidDocument', 'sync.invalidDocument', 'customer.outOfScope', 'request.invalid', 'applied',
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
    for (const [unit, value] of [['notes', { çok: ['derin'] }], ['notes', 'x'.repeat(20_001)], ['lastContactAt', null], ['lastContactAt', 'dün']] as const) {
      const patch = { [unit]: { seq: 9, stamp, base: '', values: { [unit]: value } }, city: { seq: 9, stamp, base: '', values: { city: 'Van' } } };
      const { results } = await mine.send({ collection: 'customers', deviceId: mine.deviceId, sentAtMs: mine.nowMs, rows: [{ id, seen: 1, patch }] });
      expect(results).toMatchObject([{ outcome: 'refused', code: 'sync.invalidDocument', params: { field: unit } }]);
    }
    await boss.sync();
    expect(boss.get('customers', id)).toMatchObject({ fields: { notes: 'yönetici yazdı', city: '' }, sync: { conflicts: [] } });
  });

  it('refuses units that no device of ours would send', async () => {
    const id = await bothHold();
    const appointment = mine.create('appointments', mine.newAppointment(id));
    await mine.push('appointments');
    const stamp = makeStamp(office.clock.nowMs, 0, mine.deviceId);
    const row = (target: string, unit: string, values: Record<string, unknown>, of = stamp) => ({ id: target, seen: 1, patch: { [unit]: { seq: 99, stamp: of, base: '', values } } });
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
    const both = { collection: 'customers' as const, deviceId: mine.deviceId, sentAtMs: mine.nowMs, rows: [row(id, 'city', { city: 'a' }), row(id, 'city', { city: 'b' })] };
    expect((await refusalOf(mine.send(both))).code).toBe('request.invalid');
    expect((await refusalOf(mine.send({ ...both, rows: both.rows.slice(1), deviceId: boss.deviceId }))).code).toBe('sync.deviceForeign');
  });

  it('keeps fields it does not know, up to a size, and gives them back', async () => {
    const id = await bothHold();
    mine.edit('customers', id, { shoeSize: { eu: 38 } });
    expect(outcomes(await mine.push('customers'))).toEqual(['applied']);
    await other.pull('customers');
    expect(other.fields('customers', id)).toMatchObject({ shoeSize: { eu: 38 }, city: '' });
    other.edit('customers', id, { city: 'Ordu' });
    await other.push('customers');
    await mine.pull('customers');
    expect(mine.fields('customers', id)).toMatchObject({ shoeSize: { eu: 38 }, city: 'Ordu' });
    mine.edit('customers', id, { novel: 'x'.repeat(21_000) });
    expect(await mine.push('customers')).toMatchObject([{ outcome: 'refused', code: 'sync.invalidDocument', params: { field: 'novel' } }]);
  });

  it('does not let a wrong clock win', async () => {
    const aheadMs = 3 * 24 * 3_600_000;
    const id = await bothHold({ notes: 'önce' });
    const ahead = await Tablet.signIn(office, agent, aheadMs);
    await ahead.pull('customers');
    ahead.edit('customers', id, { notes: 'saati ileride' });
    office.clock.nowMs += 1_000;
    boss.edit('customers', id, { notes: 'sonra yazıldı' });
    office.clock.nowMs += 1_000;
    await ahead.push('customers');
    await boss.push('customers');
    expect(boss.fields('customers', id)).toMatchObject({ notes: 'sonra yazıldı' });
    await ahead.pull('customers');
    expect(ahead.fields('customers', id)).toMatchObject({ notes: 'sonra yazıldı' });
    ahead.edit('customers', id, { notes: 'gördüm, düzelttim' });
    await ahead.push('customers');
    ahead.edit('customers', id, { notes: 'bir daha' });
    expect(outcomes(await ahead.push('customers'))).toEqual(['merged']);
    await boss.pull('customers');
    expect(boss.fields('customers', id)).toMatchObject({ notes: 'bir daha' });
    const newest = Math.max(...Object.values(boss.get('customers', id)!.sync.stamps).map((stamp) => Number.parseInt(stamp.slice(0, 12), 16)));
    expect(newest).toBeLessThanOrEqual(office.clock.nowMs + 1);
  });

  it('takes pushes from a build too old to pull', async () => {
    mine.create('customers', mine.newCustomer());
    const old = await mine.browser.request({ protocol: 0 });
    expect(outcomes((await old.sync.push(mine.outgoing('customers'))).results)).toEqual(['applied']);
    expect((await refusalOf(old.sync.pull({ collection: 'customers', deviceId: mine.deviceId, checkpoint: null, limit: 1 }))).code).toBe('sync.updateNeeded');
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
      [{ status: 'approved' }, 'appointment.transitionForbidden'],
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
    expect(outcomes(await mine.push('interactions'))).toEqual(['applied', 'interaction.inFuture', 'request.invalid', 'interaction.customerUnknown']);
    await boss.sync();
    expect(boss.fields('customers', customer)).toMatchObject({ lastContactAt: new Date(office.clock.nowMs).toISOString() });
    boss.edit('interactions', call, { body: 'hiç aramadı' });
    await boss.push('interactions');
    expect(boss.fields('interactions', call)).toMatchObject({ body: 'aradım' });
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
