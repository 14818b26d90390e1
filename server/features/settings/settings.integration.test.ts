import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../../sync/rules/settings';
import type { SettingFields } from '../../../sync/collections/setting';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { officeSettings } from './office-settings';
import { tellCarrierJob } from './tell-carrier.job';

let teams: TwoTeams;
let agent: Tablet, manager: Tablet, otherManager: Tablet, admin: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office } = teams;
  agent = await Tablet.signIn(office, teams.agents[0]);
  manager = await Tablet.signIn(office, teams.manager);
  otherManager = await Tablet.signIn(office, teams.otherManager);
  admin = await Tablet.signIn(office, teams.admin);
});
afterAll(() => teams.office.close());

const stage = (nameTr: string) => ({ nameTr, nameEn: '', order: 35, colour: 4, kind: 'open' });
const absence = { fromOn: '2026-12-02', toOn: '2026-12-04', fromTime: '', toTime: '', note: '' };
const week = { days: Array.from({ length: 7 }, () => [{ from: '08:00', to: '16:00' }]) };
const codesOf = async (tablet: Tablet) =>
  (await tablet.push('settings')).map((result) => (result.outcome === 'refused' ? result.code : result.outcome));
const standing = () => officeSettings(teams.office.deps.pool);

describe('settings', () => {
  it('what a manager decides is read by everybody, office included, in the same words', async () => {
    manager.decide('stage', 'deposit', stage('Kapora'));
    manager.decide('officeName', '', { name: 'Ege Emlak' });
    expect(await codesOf(manager)).toEqual(['applied', 'applied']);
    await agent.pull('settings');
    const onTablet = readSettings(
      [...agent.documents.get('settings')!.values()].map(({ id, fields }) => ({ ...(fields as SettingFields), id })),
    );
    expect(onTablet).toEqual(await standing());
    expect(onTablet.office.name).toBe('Ege Emlak');
    expect(onTablet.stages.map(({ nameTr }) => nameTr)).toContain('Kapora');
  });

  it('an agent decides about their own hours and absences and about nothing else', async () => {
    const [own, other] = [teams.agents[0].id, teams.agents[1].id];
    agent.decide('week', own, week, own);
    agent.decide('absence', 'leave', absence, own);
    expect(await codesOf(agent)).toEqual(['applied', 'applied']);
    agent.decide('stage', 'mine', stage('Benim'));
    agent.decide('absence', 'theirs', absence, other);
    expect(await codesOf(agent)).toEqual(['setting.mayNotChange', 'setting.mayNotChange']);
    expect((await standing()).absences.get(own)).toHaveLength(1);
    expect((await standing()).absences.has(other)).toBe(false);
  });

  it('in whose name the office mails is for admins', async () => {
    const sender = { name: 'Ege Emlak', address: '', replyTo: 'ofis@ornek.example' };
    manager.decide('sender', '', sender);
    expect(await codesOf(manager)).toEqual(['setting.mayNotChange']);
    expect((await standing()).sender.name).toBe('');
    admin.decide('sender', '', sender);
    expect(await codesOf(admin)).toEqual(['applied']);
    expect((await standing()).sender).toEqual(sender);
  });

  it('how the carrier of SMS counts letters is told by the server, and by nobody else', async () => {
    const { deps } = teams.office;
    const told = (hasTurkish: boolean) =>
      tellCarrierJob.run({ ...deps, sms: { ...deps.sms, hasTurkish } }, AbortSignal.timeout(5_000));
    await told(true);
    expect((await standing()).sms).toEqual({ carrierHasTurkish: true, pricePerPart: null });
    await told(false);
    await told(false);
    await agent.pull('settings');
    expect((await standing()).sms.carrierHasTurkish).toBe(false);
    admin.decide('smsCarrier', '', { hasTurkish: true });
    manager.decide('smsPrice', '', { perPart: 0.25 });
    expect([await codesOf(admin), await codesOf(manager)]).toEqual([['setting.mayNotChange'], ['applied']]);
    expect((await standing()).sms).toEqual({ carrierHasTurkish: false, pricePerPart: 0.25 });
    await told(true);
    expect((await standing()).sms.carrierHasTurkish).toBe(true);
  });

  it('a manager decides for their team only, an admin for all, also about what exists', async () => {
    const [own, other] = [teams.agents[0].id, teams.agents[1].id];
    await manager.pull('settings');
    await otherManager.pull('settings');
    const id = [...manager.documents.get('settings')!.values()].find(({ fields }) => fields['subject'] === 'leave')!.id;
    otherManager.edit('settings', id, { archivedAt: new Date(otherManager.nowMs).toISOString() });
    expect(await codesOf(otherManager)).toEqual(['setting.mayNotChange']);
    manager.edit('settings', id, { value: { ...absence, note: 'izinli' } });
    manager.decide('absence', 'unknown', absence, teams.office.deps.newId());
    expect((await codesOf(manager)).sort()).toEqual(['applied', 'setting.memberUnknown']);
    admin.decide('absence', 'training', absence, other);
    expect(await codesOf(admin)).toEqual(['applied']);
    expect((await standing()).absences.get(own)?.[0]?.note).toBe('izinli');
  });

  it('decided twice offline it is one thing, with both values for somebody to choose from', async () => {
    const id = manager.decide('stage', 'visited', stage('Gezildi'));
    expect(otherManager.decide('stage', 'visited', stage('Yer gösterildi'))).toBe(id);
    expect(await codesOf(manager)).toEqual(['applied']);
    teams.office.clock.nowMs += 1_000;
    expect((await codesOf(otherManager)).filter((code) => code === 'merged')).toHaveLength(1);
    await manager.pull('settings');
    const [card] = manager.openCards('settings', id);
    expect(card?.unit).toBe('value');
    manager.settle('settings', id, card!.id, card!.hidden.values);
    expect(await codesOf(manager)).not.toContain('refused');
    await otherManager.pull('settings');
    expect(otherManager.openCards('settings', id)).toEqual([]);
    expect((await standing()).stages.filter(({ id: one }) => one === 'visited')).toHaveLength(1);
  });

  it('is refused where it is misnamed, misshapen or another’s, and kept where it is of a later build', async () => {
    const fields = { key: 'stage', subject: 'x', memberId: '', value: stage('X'), archivedAt: '' };
    const by = { createdBy: admin.memberId, createdAt: new Date(admin.nowMs).toISOString() };
    admin.create('settings', { ...fields, ...by });
    admin.decide('stage', 'broken', { nameTr: '' });
    admin.decide('week', teams.agents[1].id, week);
    admin.decide('stage', 'owned', stage('X'), teams.agents[0].id);
    const codes = await codesOf(admin);
    expect(codes.filter((code) => code === 'request.invalid')).toHaveLength(3);
    expect(codes.filter((code) => code === 'sync.invalidDocument')).toHaveLength(1);
    admin.decide('weather', 'x', { sunny: true });
    expect(await codesOf(admin)).toEqual(['applied']);
    const id = manager.decide('holiday', 'tr-01-01', { nameTr: 'Yılbaşı' });
    expect(await codesOf(manager)).toEqual(['sync.invalidDocument']);
    expect((await standing()).holidays).toEqual([]);
    expect(manager.get('settings', id)!.sync.outbox).toMatch(/^r/);
  });

  it('is never removed: archived it is offered to nobody and still says what it is', async () => {
    await manager.pull('settings');
    const id = manager.decide('label', 'vip', { name: 'VIP', colour: 1 });
    await manager.push('settings');
    manager.edit('settings', id, { archivedAt: new Date(manager.nowMs).toISOString() });
    expect(await codesOf(manager)).toEqual(['applied']);
    expect((await standing()).labels).toEqual([{ id: 'vip', name: 'VIP', colour: 1, isArchived: true }]);
  });
});
