/** What a tablet says about an appointment that a manager has to approve, and what the office makes of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedFor, type Approvable } from '../../../sync/rules/approval';
import { changeSeries } from '../../../sync/rules/change-series';
import { shownBetween } from '../../../sync/rules/occurrences';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';

const DAY_MS = 86_400_000;
let teams: TwoTeams;
let agent: Tablet, manager: Tablet, second: Tablet;
let customer: string;
beforeAll(async () => {
  teams = await createTwoTeams();
  agent = await Tablet.signIn(teams.office, teams.agents[0]);
  manager = await Tablet.signIn(teams.office, teams.manager);
  second = await Tablet.signIn(teams.office, await teams.office.addMember({ role: 'manager', teamId: teams.team }));
  const kind = { nameTr: 'İmza', nameEn: 'Signing', order: 50, needsApproval: true, minutes: 60 };
  manager.decide('appointmentKind', 'signing', kind);
  await manager.push('settings');
  customer = agent.create('customers', agent.newCustomer());
  await agent.push('customers');
});
afterAll(() => teams.office.close());

const standing = async (id: string) =>
  (
    await teams.office.deps.pool.query<{ status: string; own: string[]; decided_by: string | null }>(
      'SELECT status, own, decided_by FROM appointments WHERE id = $1',
      [id],
    )
  ).rows[0]!;
/** Asked for by the agent, and on both managers' tablets. */
async function asked(values: object = {}): Promise<string> {
  const id = agent.create('appointments', agent.newAppointment(customer, { kindId: 'signing', ...values }));
  await agent.push('appointments');
  for (const tablet of [manager, second]) await tablet.pull('appointments');
  return id;
}
const word = (tablet: Tablet, id: string, values: object = {}) =>
  tablet.edit('appointments', id, {
    decidedBy: tablet.memberId,
    decidedFor: askedFor(tablet.fields('appointments', id) as unknown as Approvable),
    decisionNote: '',
    proposedStartsAt: '',
    proposedEndsAt: '',
    ...values,
  });

describe('approval at the office', () => {
  it('what a tablet confirms is a request, and the tablet shows it', async () => {
    const id = await asked({ status: 'confirmed' });
    expect((await standing(id)).status).toBe('requested');
    expect(agent.fields('appointments', id)?.['status']).toBe('requested');
    agent.edit('appointments', id, { status: 'approved' });
    await agent.push('appointments');
    expect((await standing(id)).status).toBe('requested');
  });

  it('two managers at once: one stands, the other is told', async () => {
    const id = await asked();
    word(manager, id, { status: 'approved' });
    word(second, id, { status: 'declined', decisionNote: 'dolu' });
    expect(await manager.push('appointments')).toMatchObject([{ outcome: 'applied' }]);
    expect(await second.push('appointments')).toMatchObject([
      { outcome: 'refused', code: 'sync.stateStands', params: { unit: 'status', stands: 'approved' } },
    ]);
    expect(await standing(id)).toMatchObject({ status: 'approved', decided_by: manager.memberId });
    expect(second.get('appointments', id)!.sync.outbox).toMatch(/^r/);
  });

  it('two managers who say the same: the word of the first stands, and nobody is bothered', async () => {
    const id = await asked();
    word(manager, id, { status: 'approved' });
    word(second, id, { status: 'approved' });
    await manager.push('appointments');
    expect(await second.push('appointments')).toMatchObject([{ outcome: 'merged' }]);
    expect(await standing(id)).toMatchObject({ status: 'approved', decided_by: manager.memberId });
    expect(second.get('appointments', id)!.sync.outbox).toBe('');
  });

  it('nobody approves what was moved meanwhile', async () => {
    const id = await asked();
    const { startsAt } = agent.fields('appointments', id) as { startsAt: string };
    const later = (hours: number) => new Date(Date.parse(startsAt) + hours * 3_600_000).toISOString();
    agent.edit('appointments', id, { startsAt: later(2), endsAt: later(3), zone: 'Europe/Istanbul' });
    await agent.push('appointments');
    word(manager, id, { status: 'approved' });
    expect(await manager.push('appointments')).toMatchObject([{ code: 'appointment.changedMeanwhile' }]);
    expect((await standing(id)).status).toBe('requested');
  });

  it('what was approved is asked for anew once its agent moves it, and not by other edits', async () => {
    const id = await asked();
    word(manager, id, { status: 'approved' });
    await manager.push('appointments');
    await agent.pull('appointments');
    agent.edit('appointments', id, { notes: 'evraklar hazır' });
    await agent.push('appointments');
    expect((await standing(id)).status).toBe('approved');
    const { startsAt, endsAt } = agent.fields('appointments', id) as { startsAt: string; endsAt: string };
    const later = (instant: string) => new Date(Date.parse(instant) + DAY_MS).toISOString();
    agent.edit('appointments', id, { startsAt: later(startsAt), endsAt: later(endsAt), zone: 'Europe/Istanbul' });
    await agent.push('appointments');
    expect((await standing(id)).status).toBe('requested');
  });

  it('a proposed time is taken with one step; agents give no word themselves', async () => {
    const id = await asked();
    const at = (hours: number) => new Date(teams.office.clock.nowMs + hours * 3_600_000).toISOString();
    word(manager, id, { proposedStartsAt: at(40), proposedEndsAt: at(41) });
    await manager.push('appointments');
    await agent.pull('appointments');
    const schedule = { startsAt: at(40), endsAt: at(41), zone: 'Europe/Istanbul' };
    agent.edit('appointments', id, { ...schedule, status: 'approved' });
    await agent.push('appointments');
    expect((await standing(id)).status).toBe('approved');
    const own = await asked();
    word(agent, own, { status: 'approved' });
    expect(await agent.push('appointments')).toMatchObject([
      { outcome: 'refused', code: 'appointment.transitionForbidden' },
    ]);
  });

  it('cancelled and taken back by an agent it waits for an approval again', async () => {
    const id = await asked();
    word(manager, id, { status: 'approved' });
    await manager.push('appointments');
    await agent.pull('appointments');
    agent.edit('appointments', id, { status: 'cancelled' });
    await agent.push('appointments');
    agent.edit('appointments', id, { status: 'confirmed' });
    await agent.push('appointments');
    expect((await standing(id)).status).toBe('requested');
  });

  it('one date of an approved series that its agent moves is asked for, the series stays approved', async () => {
    const id = await asked({ recurrence: 'FREQ=DAILY;COUNT=5' });
    word(manager, id, { status: 'approved' });
    await manager.push('appointments');
    await agent.pull('appointments');
    const series = { ...agent.fields('appointments', id), id } as AppointmentFields;
    const [, date] = shownBetween([series], teams.office.clock.nowMs, teams.office.clock.nowMs + 9 * DAY_MS);
    const later = (instant: string) => new Date(Date.parse(instant) + 3_600_000).toISOString();
    const moved = { startsAt: later(date!.startsAt), endsAt: later(date!.endsAt), zone: date!.zone };
    const maker = { memberId: agent.memberId, nowIso: new Date(teams.office.clock.nowMs).toISOString() };
    const [change] = changeSeries(date!, [series], 'this', moved, maker);
    agent.create('appointments', change!.made!, change!.id);
    expect(await agent.push('appointments')).toMatchObject([{ outcome: 'merged' }]);
    const { status, own } = await standing(change!.id);
    expect([status, [...own].sort()]).toEqual(['requested', ['schedule', 'status']]);
    expect((await standing(id)).status).toBe('approved');
  });

  describe('of a date that has its state and not its time of its own, after its series moved', () => {
    const later = (instant: string) => new Date(Date.parse(instant) + 3_600_000).toISOString();
    const maker = (tablet: Tablet) => ({
      memberId: tablet.memberId,
      nowIso: new Date(teams.office.clock.nowMs).toISOString(),
    });
    /** The second date as this tablet shows it. */
    const dateOn = (tablet: Tablet, ids: readonly string[]) => {
      const documents = ids.map((id) => ({ ...tablet.fields('appointments', id), id }) as AppointmentFields);
      const { nowMs } = teams.office.clock;
      return shownBetween(documents, nowMs, nowMs + 9 * DAY_MS)[1]!;
    };
    /** Its agent asks for the second date again, then the manager moves the series by an hour. */
    async function movedUnder() {
      const seriesId = await asked({ recurrence: 'FREQ=DAILY;COUNT=5' });
      word(manager, seriesId, { status: 'approved' });
      await manager.push('appointments');
      await agent.pull('appointments');
      const cancelled = dateOn(agent, [seriesId]);
      const documents = [{ ...agent.fields('appointments', seriesId), id: seriesId } as AppointmentFields];
      const [change] = changeSeries(cancelled, documents, 'this', { status: 'cancelled' }, maker(agent));
      agent.create('appointments', change!.made!, change!.id);
      await agent.push('appointments');
      agent.edit('appointments', change!.id, { status: 'confirmed' });
      await agent.push('appointments');
      expect(await standing(change!.id)).toMatchObject({ status: 'requested', own: ['status'] });
      const { startsAt, endsAt } = manager.fields('appointments', seriesId) as { startsAt: string; endsAt: string };
      const moved = { startsAt: later(startsAt), endsAt: later(endsAt), zone: 'Europe/Istanbul' };
      manager.edit('appointments', seriesId, moved);
      await manager.push('appointments');
      for (const tablet of [agent, manager]) await tablet.pull('appointments');
      expect(dateOn(manager, [seriesId, change!.id]).startsAt).toBe(later(cancelled.startsAt));
      return { seriesId, id: change!.id };
    }
    const decided = (seriesId: string, id: string, values: object) =>
      word(manager, id, {
        decidedFor: askedFor(dateOn(manager, [seriesId, id])),
        own: ['status', 'verdict'],
        ...values,
      });

    it('a manager approves what they see, and it stays approved when its agent says nothing else of it', async () => {
      const { seriesId, id } = await movedUnder();
      decided(seriesId, id, { status: 'approved' });
      expect(await manager.push('appointments')).toMatchObject([{ outcome: 'applied' }]);
      await agent.pull('appointments');
      agent.edit('appointments', id, { notes: 'evraklar hazır', own: ['status', 'verdict', 'notes'] });
      await agent.push('appointments');
      expect((await standing(id)).status).toBe('approved');
      // Given the time at which people see it already, nothing was moved.
      const { startsAt, endsAt, zone } = dateOn(agent, [seriesId, id]);
      const own = ['status', 'verdict', 'notes', 'schedule'];
      agent.edit('appointments', id, { startsAt, endsAt, zone, own });
      await agent.push('appointments');
      expect((await standing(id)).status).toBe('approved');
    });

    it('nobody approves the time it had before', async () => {
      const { id } = await movedUnder();
      word(manager, id, { status: 'approved', own: ['status', 'verdict'] });
      expect(await manager.push('appointments')).toMatchObject([{ code: 'appointment.changedMeanwhile' }]);
    });

    it('its agent takes the time that was proposed', async () => {
      const { seriesId, id } = await movedUnder();
      const { startsAt, endsAt, zone } = dateOn(manager, [seriesId, id]);
      const proposed = { proposedStartsAt: later(later(startsAt)), proposedEndsAt: later(later(endsAt)) };
      decided(seriesId, id, proposed);
      expect(await manager.push('appointments')).toMatchObject([{ outcome: 'applied' }]);
      await agent.pull('appointments');
      const schedule = { startsAt: proposed.proposedStartsAt, endsAt: proposed.proposedEndsAt, zone };
      agent.edit('appointments', id, { ...schedule, status: 'approved', own: ['status', 'verdict', 'schedule'] });
      await agent.push('appointments');
      expect((await standing(id)).status).toBe('approved');
    });
  });
});
