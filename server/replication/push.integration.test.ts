import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHAPES } from '../../sync/protocol/version';
import type { Office } from '../test/office';
import { createOneTeam, customerOnAll, newTablets, outcomes, type OneTeam, type Tablets } from '../test/one-team';
import { Tablet } from '../test/tablet';

let team: OneTeam;
let office: Office;
let agent: OneTeam['agent'], manager: OneTeam['manager'];
let tablets: Tablets;
let mine: Tablet, other: Tablet, boss: Tablet;

beforeAll(async () => {
  team = await createOneTeam();
  ({ office, agent, manager } = team);
});
afterAll(() => office.close());
beforeEach(async () => {
  // A person introduces only so many devices in a day.
  office.clock.nowMs += 24 * 3_600_000;
  tablets = await newTablets(team);
  ({ mine, other, boss } = tablets);
});
const bothHold = (values = {}) => customerOnAll(tablets, values);

describe('push', () => {
  it('creates what a device made, and the next pull brings the same back', async () => {
    const id = mine.create('customers', mine.newCustomer({ notes: 'ilk', phone: '+905321112233' }));
    expect(outcomes(await mine.push('customers'))).toEqual(['applied']);
    const shown = mine.fields('customers', id);
    await mine.pull('customers');
    // What the maker left out comes back empty.
    const step = { nextStepText: '', nextStepDueOn: '', nextStepDueTime: '', nextStepDoneAt: '' };
    expect(mine.fields('customers', id)).toEqual({
      ...step,
      lostReason: '',
      mergedInto: '',
      labels: {},
      lastCampaign: {},
      lastCampaignResult: '',
      reach: {},
      marketingConsent: false,
      remindersPaused: false,
      ...shown,
      teamId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
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
          {
            unit: 'notes',
            shown: { values: { notes: 'yönetici yazdı' }, memberId: manager.id },
            hidden: { values: { notes: 'danışman yazdı' }, memberId: agent.id },
          },
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

  it('keeps fields it does not know from a newer build, up to a size, and gives them back', async () => {
    const id = await bothHold();
    const newer = await Tablet.signIn(office, agent, 0, SHAPES + 1);
    await newer.pull('customers');
    newer.edit('customers', id, { shoeSize: { eu: 38 } });
    expect(outcomes(await newer.push('customers'))).toEqual(['applied']);
    await other.pull('customers');
    expect(other.fields('customers', id)).toMatchObject({ shoeSize: { eu: 38 }, city: '' });
    other.edit('customers', id, { city: 'Ordu' });
    await other.push('customers');
    await newer.pull('customers');
    expect(newer.fields('customers', id)).toMatchObject({ shoeSize: { eu: 38 }, city: 'Ordu' });
    newer.edit('customers', id, { novel: 'x'.repeat(21_000) });
    expect(await newer.push('customers')).toMatchObject([
      { outcome: 'refused', code: 'sync.invalidDocument', params: { field: 'novel' } },
    ]);
  });

  it('passes over fields it does not know from a build that is no newer, and takes the rest', async () => {
    const id = await bothHold();
    mine.edit('customers', id, { shoeWidth: 12, city: 'Ordu' });
    expect(outcomes(await mine.push('customers'))).toEqual(['merged']);
    expect(mine.fields('customers', id)).toMatchObject({ city: 'Ordu' });
    expect(mine.fields('customers', id)).not.toHaveProperty('shoeWidth');
    mine.edit('customers', id, { shoeWidth: 12 });
    expect(outcomes(await mine.push('customers'))).toEqual(['merged']);
    expect(mine.outgoing('customers').rows).toEqual([]);
    const { rows } = await office.deps.pool.query('SELECT extra, stamps FROM customers WHERE id = $1', [id]);
    expect(rows).toEqual([{ extra: {}, stamps: expect.not.objectContaining({ shoeWidth: expect.anything() }) }]);
  });

  it('shows a column and not what somebody once left under its name', async () => {
    const id = await bothHold({ notes: 'sütundaki' });
    const planted = { notes: 'ekilen', managerNote: 'ekilen', shoeSize: 38 };
    await office.deps.pool.query('UPDATE customers SET extra = $2 WHERE id = $1', [id, planted]);
    await other.pull('customers');
    expect(other.fields('customers', id)).toMatchObject({ notes: 'sütundaki', shoeSize: 38 });
    expect(other.fields('customers', id)).not.toHaveProperty('managerNote');
    await boss.pull('customers');
    expect(boss.fields('customers', id)).toMatchObject({ notes: 'sütundaki', managerNote: '' });
  });

  it('gives a field that gets a column an empty beginning', async () => {
    const id = await bothHold();
    const newer = await Tablet.signIn(office, agent, 0, SHAPES + 1);
    await newer.pull('customers');
    newer.edit('customers', id, { shoeWidth: 12, shoeSize: 38 });
    await newer.push('customers');
    await other.pull('customers');
    expect(other.fields('customers', id)).toMatchObject({ shoeWidth: 12 });
    await office.deps.pool.query(`SELECT saha_adopt_field('customers', 'shoeWidth')`);
    await other.pull('customers');
    expect(other.fields('customers', id)).toMatchObject({ shoeSize: 38 });
    expect(other.fields('customers', id)).not.toHaveProperty('shoeWidth');
    expect(other.get('customers', id)!.sync.stamps).not.toHaveProperty('shoeWidth');
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
    const newest = Math.max(
      ...Object.values(boss.get('customers', id)!.sync.stamps).map((stamp) => Number.parseInt(stamp.slice(0, 12), 16)),
    );
    expect(newest).toBeLessThanOrEqual(office.clock.nowMs + 1);
  });
});
