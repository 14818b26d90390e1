/**
 * What ends others' sessions or administers asks for the password again: a tablet left lying open is not enough for it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../../test/office';
import { CONFIRMED_MS, PREVIOUS_TOKEN_MS } from './session-lifetime';

let office: Office;
let lastIp = 0;
beforeAll(async () => {
  office = await createTestOffice();
});
afterAll(() => office.close());

/** Signed in a while ago, with nobody beside it who types the password. */
async function leftOpen(role: 'agent' | 'admin' = 'admin') {
  const member = await office.addMember({ role });
  const browser = new TestBrowser(office.deps, { ip: `198.51.100.${(lastIp += 1)}` }, false);
  await browser.signIn(member.email);
  office.clock.nowMs += CONFIRMED_MS;
  return { browser, member };
}
const confirm = async (browser: TestBrowser, password = TEST_PASSWORD) =>
  (await browser.request()).auth.confirm({ proof: { kind: 'password', password } });
const copyOf = (browser: TestBrowser) => {
  const copy = new TestBrowser(office.deps, {}, false);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
};
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    () => refusalOf(call).then(({ code }) => code),
  );

describe('proving anew who one is', () => {
  it('is asked for by every act of an admin and by ending sessions, and by nothing else', async () => {
    const { browser } = await leftOpen();
    const person = await office.addMember();
    const id = office.deps.newId();
    const acts = async () => {
      const { auth, customers, jobs, lines, members, office: ours, work } = await browser.request();
      const member = { fullName: 'Yeni Biri', email: `${id}@saha.example`, role: 'admin' as const, teamId: '' };
      return {
        create: () => members.create(member),
        update: () => members.update({ memberId: person.id, member: { ...member, email: person.email } }),
        close: () => members.setActive({ memberId: person.id, isActive: false }),
        reset: () => members.resetPassword({ memberId: person.id }),
        createTeam: () => members.createTeam({ name: `Ekip ${id}` }),
        renameTeam: () => members.renameTeam({ teamId: id, name: 'Ekip' }),
        endTheirs: () => members.endSession({ memberId: person.id, sessionId: id }),
        lostTheirs: () => members.reportLost({ memberId: person.id, sessionId: id }),
        apply: () => work.applySurrendered({ id }),
        discard: () => work.discardSurrendered({ id }),
        erase: () => customers.erase({ id }),
        runJob: () => jobs.run({ name: 'none' }),
        addLogo: () => ours.addLogo({ data: 'AAAA' }),
        createLine: () => lines.create({ name: 'Hat' }),
        pair: () => lines.pair({ id }),
        restart: () => lines.restart({ id }),
        logOut: () => lines.logOut({ id }),
        remove: () => lines.remove({ id }),
        setMembers: () => lines.setMembers({ id, memberIds: [] }),
        setCaps: () => lines.setCaps({ id, daily: 10, newChats: 1 }),
        replay: () => lines.replay({ id }),
        end: () => auth.revokeSession({ sessionId: id }),
        lost: () => auth.reportLost({ sessionId: id }),
        endOthers: () => auth.revokeOtherSessions(),
      };
    };
    const codes = async () => {
      const all: Record<string, string> = {};
      for (const [name, act] of Object.entries(await acts())) all[name] = await codeOf(act());
      return all;
    };
    const before = await codes();
    expect(new Set(Object.values(before))).toEqual(new Set(['auth.confirmationNeeded']));
    expect(await office.deps.prisma.member.count({ where: { fullName: 'Yeni Biri' } })).toBe(0);
    const { auth, members, sync } = await browser.request();
    await expect(auth.sessions()).resolves.toHaveLength(1);
    await expect(members.teams()).resolves.toEqual([]);
    await expect(members.devices({ memberId: person.id })).resolves.toEqual([]);
    await expect(sync.count({ collection: 'customers' })).resolves.toEqual({ count: 0 });

    await confirm(browser);
    const after = await codes();
    expect(Object.values(after)).not.toContain('auth.confirmationNeeded');
    expect(after).toMatchObject({ create: 'done', createTeam: 'done', end: 'session.unknown', apply: 'work.unknown' });
  });

  it('holds for ten minutes, from signing in as well', async () => {
    const { browser, member } = await leftOpen();
    const act = async () => (await browser.request()).auth.revokeOtherSessions();
    expect((await refusalOf(act())).code).toBe('auth.confirmationNeeded');
    await confirm(browser);
    office.clock.nowMs += CONFIRMED_MS - 1;
    await act();
    office.clock.nowMs += 1;
    expect((await refusalOf(act())).code).toBe('auth.confirmationNeeded');
    await browser.signIn(member.email);
    await act();
  });

  it('takes the right password only, and is no way to guess it', async () => {
    const { browser } = await leftOpen();
    const codes: string[] = [];
    for (let n = 0; n < 11; n += 1) codes.push((await refusalOf(confirm(browser, `tahmin numara ${n}`))).code);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'auth.wrongPassword'), 'auth.tooManyAttempts']);
    expect((await refusalOf(confirm(browser))).code).toBe('auth.tooManyAttempts');
    expect((await refusalOf((await browser.request()).auth.revokeOtherSessions())).code).toBe(
      'auth.confirmationNeeded',
    );
  });

  it('renews the token: the one before opens what it did, and no more, until the new one has arrived', async () => {
    const { browser, member } = await leftOpen();
    const before = copyOf(browser);
    await confirm(browser); // and its answer may be lost
    expect(browser.cookieHeader).not.toBe(before.cookieHeader);
    office.clock.nowMs += 5 * PREVIOUS_TOKEN_MS;
    expect(await (await before.request()).auth.me()).toMatchObject({ memberId: member.id });
    expect((await refusalOf((await before.request()).auth.revokeOtherSessions())).code).toBe('auth.confirmationNeeded');
    await (await browser.request()).auth.me();
    office.clock.nowMs += PREVIOUS_TOKEN_MS - 1;
    expect(await (await before.request()).auth.me()).toMatchObject({ memberId: member.id });
    office.clock.nowMs += 1;
    expect((await refusalOf((await before.request()).auth.me())).code).toBe('auth.required');
    expect(await (await browser.request()).auth.me()).toMatchObject({ memberId: member.id });
    expect(await office.deps.prisma.session.count({ where: { memberId: member.id } })).toBe(1);
  });

  it('is simply done again where its answer was lost, as often as that happens', async () => {
    const { browser, member } = await leftOpen();
    const lost = Array.from({ length: 3 }, () => copyOf(browser));
    for (const copy of lost) await confirm(copy); // none of these answers arrives
    expect(await (await browser.request()).auth.me()).toMatchObject({ memberId: member.id });
    const otherTab = copyOf(browser);
    await confirm(browser);
    await (await browser.request()).auth.revokeOtherSessions();
    // What the other tab has under way still bears the token before all of it, and what it proves is the same again.
    expect(await (await otherTab.request()).auth.me()).toMatchObject({ memberId: member.id });
    await confirm(otherTab);
    expect(otherTab.cookieHeader).toBe(browser.cookieHeader);
    // A lost answer that arrives late takes the place of the last one: it must bear the same.
    expect(lost.map((copy) => copy.cookieHeader)).toEqual(lost.map(() => browser.cookieHeader));
  });

  it('is done once where two tabs prove it at the same time', async () => {
    const { browser } = await leftOpen();
    const tabs = [browser, copyOf(browser), copyOf(browser)];
    await Promise.all(tabs.map((tab) => confirm(tab)));
    expect(new Set(tabs.map((tab) => tab.cookieHeader)).size).toBe(1);
    await (await browser.request()).auth.revokeOtherSessions();
  });

  it('gives a token nobody can work out who has the one before', async () => {
    const [one, other] = [await leftOpen(), await leftOpen()];
    const tokenOf = ({ cookieHeader }: TestBrowser) => cookieHeader.split('=')[1];
    const sessions = { where: { memberId: { in: [one.member.id, other.member.id] } } };
    // Even with the same token before, which no two sessions have, another one would follow.
    await confirm(one.browser);
    await confirm(other.browser);
    const salts = (await office.deps.prisma.session.findMany(sessions)).map(({ renewalSalt }) =>
      Buffer.from(renewalSalt ?? []).toString('hex'),
    );
    expect(new Set(salts).size).toBe(2);
    expect(salts.every((salt) => salt.length === 64)).toBe(true);
    const before = tokenOf(one.browser);
    await confirm(one.browser);
    expect(tokenOf(one.browser)).not.toBe(before);
  });
});
