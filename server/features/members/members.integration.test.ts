import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { longestText } from '../../../sync/collections/longest-text';
import { memberShape } from '../../../sync/collections/member';
import type { HubEvent } from '../../replication/hub';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../../test/office';

let office: Office;
let admin: TestBrowser;
let adminId: string;
let events: HubEvent[] = [];
let lastIp = 0;

const newBrowser = () => new TestBrowser(office.deps, { ip: `198.51.100.${(lastIp += 1)}` });
const ask = async () => (await admin.request()).members;
const audit = (documentId: string) =>
  office.deps.prisma.auditEvent.findMany({ where: { documentId }, orderBy: { id: 'asc' } });

beforeAll(async () => {
  office = await createTestOffice();
  office.deps.hub.subscribe((event) => events.push(event));
  const { id, email } = await office.addMember({ role: 'admin' });
  adminId = id;
  admin = newBrowser();
  await admin.signIn(email);
});
beforeEach(() => {
  events = [];
});
afterAll(() => office.close());

describe('administering people', () => {
  it('creates somebody with a password that is shown once and works', async () => {
    const teamId = (await (await ask()).createTeam({ name: '  İzmir   Ekibi ' })).id;
    const created = await (
      await ask()
    ).create({ fullName: ' Deniz  Aksoy ', email: 'Deniz.Aksoy@Saha.example', role: 'manager', teamId });
    expect(created.password).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}$/);
    const browser = newBrowser();
    expect(await browser.signIn('deniz.aksoy@saha.example', created.password)).toEqual({
      memberId: created.memberId,
      fullName: 'Deniz Aksoy',
      email: 'deniz.aksoy@saha.example',
      role: 'manager',
      teamId,
      mustChangePassword: true,
    });
    expect(events).toContainEqual({ kind: 'changed', collections: ['members'] });
    const [entry] = await audit(created.memberId);
    expect(entry).toMatchObject({
      action: 'member.created',
      memberId: adminId,
      after: { role: 'manager', email: 'deniz.aksoy@saha.example' },
    });
    expect(JSON.stringify(entry!.after)).not.toContain(created.password);
    expect(await (await ask()).teams()).toContainEqual({ id: teamId, name: 'İzmir Ekibi' });
  });

  it('creates them once where the answer was lost, with the password shown and what was corrected', async () => {
    const memberId = office.deps.newId();
    const person = { memberId, fullName: 'Ece Ak', email: 'ece.ak@saha.example', role: 'agent' as const, teamId: '' };
    const lost = await (await ask()).create(person);
    const [first, second] = await Promise.all([(await ask()).create(person), (await ask()).create(person)]);
    expect([lost.memberId, first.memberId, second.memberId]).toEqual([memberId, memberId, memberId]);
    const shown = await (await ask()).create({ ...person, email: 'ece.aksu@saha.example', fullName: 'Ece Aksu' });
    expect(await office.deps.prisma.member.findMany({ where: { fullName: { startsWith: 'Ece ' } } })).toMatchObject([
      { id: memberId, fullName: 'Ece Aksu', email: 'ece.aksu@saha.example' },
    ]);
    const browser = newBrowser();
    expect((await refusalOf(browser.signIn('ece.aksu@saha.example', lost.password))).code).toBe(
      'auth.wrongCredentials',
    );
    await browser.signIn('ece.aksu@saha.example', shown.password);
    expect((await audit(memberId)).map(({ action }) => action)).toEqual([
      ...['member.created', 'member.passwordReset', 'member.passwordReset', 'member.passwordReset', 'member.updated'],
    ]);
  });

  it('takes nobody’s password away who has signed in, nor an e-mail that somebody else has', async () => {
    const memberId = office.deps.newId();
    const person = { memberId, fullName: 'Can Su', email: 'can.su@saha.example', role: 'agent' as const, teamId: '' };
    const { password } = await (await ask()).create(person);
    const browser = newBrowser();
    await browser.signIn(person.email, password);
    expect((await refusalOf((await ask()).create(person))).code).toBe('member.emailTaken');
    const { email } = await office.addMember();
    const other = (await ask()).create({ ...person, memberId: office.deps.newId(), email });
    expect((await refusalOf(other)).code).toBe('member.emailTaken');
    expect(await newBrowser().signIn(email, TEST_PASSWORD)).toMatchObject({ email });
  });

  it.each([
    ['member.nameMissing', { fullName: '  ' }],
    ['member.emailInvalid', { email: 'deniz' }],
    ['team.unknown', { teamId: '0193a5c0-0000-7000-8000-000000000000' }],
  ])('refuses with %s and adds nobody', async (code, wrong) => {
    const before = await office.deps.prisma.member.count();
    const call = (await ask()).create({
      fullName: 'Bir Kişi',
      email: 'bir.kisi@saha.example',
      role: 'agent',
      teamId: '',
      ...wrong,
    });
    expect((await refusalOf(call)).code).toBe(code);
    expect(await office.deps.prisma.member.count()).toBe(before);
  });

  it('makes a team once where the answer was lost, with the name that was corrected', async () => {
    const teamId = office.deps.newId();
    const made = { id: teamId, name: 'Ege Ekibi' };
    expect(await (await ask()).createTeam({ teamId, name: 'Ege Ekibi' })).toEqual(made);
    const again = [' Ege Ekibi', 'Ege Ekibi'].map(async (name) => (await ask()).createTeam({ teamId, name }));
    expect(await Promise.all(again)).toEqual([made, made]);
    expect(await (await ask()).createTeam({ teamId, name: 'Ege ve Marmara' })).toEqual({
      ...made,
      name: 'Ege ve Marmara',
    });
    expect((await (await ask()).teams()).filter(({ name }) => name.startsWith('Ege'))).toEqual([
      { id: teamId, name: 'Ege ve Marmara' },
    ]);
    expect((await audit(teamId)).map(({ action }) => action)).toEqual(['team.created', 'team.renamed']);
    // Another one's name is another one's, the first time and the second.
    await (await ask()).createTeam({ name: 'Akdeniz' });
    const other = office.deps.newId();
    for (const id of [other, other, teamId])
      expect((await refusalOf((await ask()).createTeam({ teamId: id, name: 'Akdeniz' }))).code).toBe('team.nameTaken');
  });

  it('takes names as long as their fields say, and counts no blanks around them as the fields do not', async () => {
    const { fullName, teamName } = memberShape.shape;
    const longest = { fullName: 'n'.repeat(longestText(fullName)), teamName: 't'.repeat(longestText(teamName)) };
    const teamId = (await (await ask()).createTeam({ name: `${longest.teamName}   ` })).id;
    const given = { email: 'uzun.ad@saha.example', role: 'agent' as const, teamId };
    const { memberId } = await (await ask()).create({ ...given, fullName: `  ${longest.fullName}  ` });
    const stored = await office.deps.prisma.member.findUnique({ where: { id: memberId }, include: { team: true } });
    expect([stored?.fullName, stored?.team?.name]).toEqual([longest.fullName, longest.teamName]);
    const tooLong = (await ask()).createTeam({ name: `${longest.teamName}t` });
    await expect(tooLong).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('knows an e-mail and a team name only once', async () => {
    const { email } = await office.addMember();
    expect(
      (
        await refusalOf(
          (await ask()).create({ fullName: 'İkinci', email: email.toUpperCase(), role: 'agent', teamId: '' }),
        )
      ).code,
    ).toBe('member.emailTaken');
    const other = await office.addMember();
    expect(
      (
        await refusalOf(
          (await ask()).update({ memberId: other.id, member: { fullName: 'Öteki', email, role: 'agent', teamId: '' } }),
        )
      ).code,
    ).toBe('member.emailTaken');
    await (await ask()).createTeam({ name: 'Tek ekip' });
    expect((await refusalOf((await ask()).createTeam({ name: 'Tek ekip' }))).code).toBe('team.nameTaken');
  });

  it('renames a team: its people carry the new name, and nobody sees more or less', async () => {
    const teamId = await office.addTeam('Eski ad');
    const { id } = await office.addMember({ teamId });
    const before = await office.deps.prisma.member.findUniqueOrThrow({ where: { id } });
    await (await ask()).renameTeam({ teamId, name: '  Yeni   ad ' });
    expect(await (await ask()).teams()).toContainEqual({ id: teamId, name: 'Yeni ad' });
    expect(await office.deps.prisma.member.findUniqueOrThrow({ where: { id } })).toMatchObject({
      version: before.version + 1n,
      scopeVersion: before.scopeVersion,
    });
    expect(events).toContainEqual({ kind: 'changed', collections: ['members'] });
    expect(await audit(teamId)).toMatchObject([
      { action: 'team.created' },
      {
        action: 'team.renamed',
        collection: 'teams',
        memberId: adminId,
        before: { name: 'Eski ad' },
        after: { name: 'Yeni ad' },
      },
    ]);

    await (await ask()).createTeam({ name: 'Başka' });
    const codeOf = async (values: { teamId?: string; name?: string }) =>
      (await refusalOf((await ask()).renameTeam({ teamId, name: 'Boş değil', ...values }))).code;
    expect(await codeOf({ name: 'Başka' })).toBe('team.nameTaken');
    expect(await codeOf({ name: ' ' })).toBe('team.nameMissing');
    expect(await codeOf({ teamId: id })).toBe('team.unknown');
    expect(await (await ask()).teams()).toContainEqual({ id: teamId, name: 'Yeni ad' });
  });

  it('changes role and team, counts the scope up and records what changed', async () => {
    const teamId = await office.addTeam('Taşınanlar');
    const { id, email } = await office.addMember({ fullName: 'Kaan Şahin' });
    await (await ask()).update({ memberId: id, member: { fullName: 'Kaan Şahin', email, role: 'manager', teamId } });
    expect(await office.deps.prisma.member.findUniqueOrThrow({ where: { id } })).toMatchObject({
      role: 'manager',
      teamId,
      scopeVersion: 2,
    });
    expect(events).toContainEqual({
      kind: 'changed',
      collections: expect.arrayContaining(['members', 'customers']) as string[],
    });
    expect((await audit(id)).at(-1)).toMatchObject({
      action: 'member.updated',
      before: { role: 'agent', teamId: null },
      after: { role: 'manager', teamId },
    });
    const before = await office.deps.prisma.member.findUniqueOrThrow({ where: { id } });
    await (await ask()).update({ memberId: id, member: { fullName: 'Kaan Şahin', email, role: 'manager', teamId } });
    expect((await office.deps.prisma.member.findUniqueOrThrow({ where: { id } })).version).toBe(before.version);
  });

  it('leaves what another admin changed meanwhile, and refuses what was shown otherwise', async () => {
    const [ege, marmara] = [await office.addTeam('Ege'), await office.addTeam('Marmara')];
    const { id, email } = await office.addMember({ fullName: 'Lale Kurd', teamId: ege });
    const other = await office.addMember({ role: 'admin' });
    const browser = newBrowser();
    await browser.signIn(other.email);
    const stands = () => office.deps.prisma.member.findUniqueOrThrow({ where: { id } });
    // Both see an agent of one team; the other admin is first.
    const theirs = (await browser.request()).members;
    await theirs.update({
      memberId: id,
      member: { role: 'manager', teamId: marmara },
      shown: { role: 'agent', teamId: ege },
    });
    const name = { memberId: id, member: { fullName: 'Lale Kurt' }, shown: { fullName: 'Lale Kurd' } };
    await (await ask()).update(name);
    expect(await stands()).toMatchObject({ fullName: 'Lale Kurt', role: 'manager', teamId: marmara });
    // The answer was lost: what is there already is no change.
    await (await ask()).update(name);

    const before = await stands();
    const late = (await ask()).update({
      memberId: id,
      member: { email: 'lale.kurt@saha.example', teamId: '' },
      shown: { email, teamId: ege },
    });
    expect((await refusalOf(late)).code).toBe('member.changedMeanwhile');
    expect(await stands()).toEqual(before);
    const shown = await (await ask()).show({ memberId: id });
    expect(shown).toEqual({ fullName: 'Lale Kurt', email, role: 'manager', teamId: marmara });
    await (await ask()).update({ memberId: id, member: { teamId: '' }, shown: { teamId: shown.teamId } });
    expect(await stands()).toMatchObject({ role: 'manager', teamId: null, email });

    // A tablet of before sends all of them, and means each difference.
    await (await ask()).update({ memberId: id, member: { fullName: 'Lale Kurt', email, role: 'agent', teamId: ege } });
    expect(await stands()).toMatchObject({ role: 'agent', teamId: ege });
    await office.deps.prisma.member.update({ where: { id: other.id }, data: { isActive: false } });
  });

  it('deactivates: sessions end, signing in is refused until the account is opened again', async () => {
    const { id, email } = await office.addMember();
    const browser = newBrowser();
    await browser.signIn(email);
    const sessionId = (await (await browser.request()).auth.sessions())[0]!.id;
    await (await ask()).setActive({ memberId: id, isActive: false });
    expect(events).toContainEqual({ kind: 'sessionsEnded', sessionIds: [sessionId] });
    expect((await refusalOf((await browser.request()).auth.me())).code).toBe('session.revoked');
    expect((await refusalOf(newBrowser().signIn(email))).code).toBe('auth.inactive');
    await (await ask()).setActive({ memberId: id, isActive: true });
    expect((await refusalOf((await browser.request()).auth.me())).code).toBe('session.revoked');
    await expect(newBrowser().signIn(email)).resolves.toMatchObject({ memberId: id });
    expect((await audit(id)).map(({ action }) => action)).toEqual([
      'member.created',
      'member.deactivated',
      'member.reactivated',
    ]);
  });

  it('gives a new password and ends the sessions of the old one', async () => {
    const { id, email } = await office.addMember();
    const browser = newBrowser();
    await browser.signIn(email);
    const { password } = await (await ask()).resetPassword({ memberId: id });
    expect((await refusalOf((await browser.request()).auth.me())).code).toBe('auth.required');
    expect((await refusalOf(newBrowser().signIn(email, TEST_PASSWORD))).code).toBe('auth.wrongCredentials');
    await newBrowser().signIn(email, password);
  });

  it('says of the devices of whoever asks on which of them they do', async () => {
    const { id, email } = await office.addMember({ role: 'admin' });
    const [here, there] = [newBrowser(), newBrowser()];
    await here.signIn(email);
    await there.signIn(email);
    for (const browser of [here, there]) {
      const { sessions } = (await browser.request()).auth;
      const own = (await sessions()).find(({ isCurrent }) => isCurrent)?.id;
      const devices = await (await browser.request()).members.devices({ memberId: id });
      expect(devices.filter(({ isCurrent }) => isCurrent).map(({ sessionId }) => sessionId)).toEqual([own]);
    }
    const ofAnother = await (await ask()).devices({ memberId: id });
    expect(ofAnother.map(({ isCurrent }) => isCurrent)).toEqual([false, false]);
    // The admins of what follows are its own.
    await (await ask()).setActive({ memberId: id, isActive: false });
  });

  it('keeps one active admin, also when two are removed at once', async () => {
    const second = await office.addMember({ role: 'admin' });
    const results = await Promise.allSettled([
      (await ask()).setActive({ memberId: second.id, isActive: false }),
      (await ask()).update({
        memberId: adminId,
        member: { fullName: 'Yönetici', email: 'kisi1@saha.example', role: 'agent', teamId: '' },
      }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await office.deps.prisma.member.count({ where: { role: 'admin', isActive: true } })).toBe(1);
    await office.deps.prisma.member.update({ where: { id: adminId }, data: { role: 'admin' } });
    await office.deps.prisma.member.update({ where: { id: second.id }, data: { isActive: false } });
    expect((await refusalOf((await ask()).setActive({ memberId: adminId, isActive: false }))).code).toBe(
      'member.lastAdmin',
    );
  });

  it('is for admins, and not through another site', async () => {
    const target = await office.addMember();
    const input = { fullName: 'Sızan', email: 'sizan@saha.example', role: 'admin' as const, teamId: '' };
    for (const role of ['agent', 'manager'] as const) {
      const browser = newBrowser();
      await browser.signIn((await office.addMember({ role })).email);
      const { members } = await browser.request();
      const calls = [
        members.teams(),
        members.createTeam({ name: 'x' }),
        members.renameTeam({ teamId: target.id, name: 'x' }),
        members.create(input),
        members.update({ memberId: target.id, member: input }),
        members.show({ memberId: target.id }),
        members.setActive({ memberId: target.id, isActive: false }),
        members.resetPassword({ memberId: target.id }),
      ];
      for (const call of await Promise.all(calls.map(refusalOf))) expect(call.code).toBe('auth.forbidden');
    }
    const nobody = (await newBrowser().request()).members;
    expect((await refusalOf(nobody.create(input))).code).toBe('auth.required');
    const forged = (await admin.request({ crossSite: true })).members;
    expect((await refusalOf(forged.create(input))).code).toBe('request.crossSite');
    expect(await office.deps.prisma.member.findUnique({ where: { id: target.id } })).toMatchObject({
      role: 'agent',
      isActive: true,
    });
    expect(await office.deps.prisma.member.findUnique({ where: { email: input.email } })).toBeNull();
  });

  it('says of an unknown person that they are unknown', async () => {
    const memberId = '0193a5c0-0000-7000-8000-000000000000';
    expect((await refusalOf((await ask()).setActive({ memberId, isActive: false }))).code).toBe('member.unknown');
    expect((await refusalOf((await ask()).resetPassword({ memberId }))).code).toBe('member.unknown');
  });
});
