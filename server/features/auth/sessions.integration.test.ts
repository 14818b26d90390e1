import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubEvent } from '../../replication/hub';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../../test/office';

const NEW_PASSWORD = 'turuncu-vapur-iskelesi';
let office: Office;
let ended: string[] = [];
let lastIp = 0;

async function signedIn(email: string, userAgent = ''): Promise<TestBrowser> {
  const browser = new TestBrowser(office.deps, { ip: `198.51.100.${(lastIp += 1)}`, userAgent });
  await browser.signIn(email);
  return browser;
}
const isSignedIn = async (browser: TestBrowser) =>
  (await browser.request()).auth.me().then(
    () => true,
    () => false,
  );
const idOf = async (browser: TestBrowser) =>
  (await (await browser.request()).auth.sessions()).find(({ isCurrent }) => isCurrent)!.id;

beforeAll(async () => {
  office = await createTestOffice();
  office.deps.hub.subscribe((event: HubEvent) => {
    if (event.kind === 'sessionsEnded') ended.push(...event.sessionIds);
  });
});
afterAll(() => office.close());

describe('sessions', () => {
  it('are listed to their owner alone, this one marked', async () => {
    const { email } = await office.addMember();
    const other = await office.addMember();
    await signedIn(other.email);
    const tablet = await signedIn(
      email,
      'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    );
    await signedIn(email, 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36');
    const sessions = await (await tablet.request()).auth.sessions();
    expect(
      sessions
        .map(({ label, isCurrent }) => ({ label, isCurrent }))
        .sort((a, b) => Number(a.isCurrent) - Number(b.isCurrent)),
    ).toEqual([
      { label: 'Chrome · Windows', isCurrent: false },
      { label: 'Safari · iPad', isCurrent: true },
    ]);
    expect(sessions[0]!.lastSeenAt).toBe(new Date(office.clock.nowMs).toISOString());
  });

  it('end at the next request when revoked, and their live stream at once', async () => {
    const { email } = await office.addMember();
    const [tablet, lost] = [await signedIn(email), await signedIn(email)];
    const lostId = await idOf(lost);
    ended = [];
    await (await tablet.request()).auth.revokeSession({ sessionId: lostId });
    expect(ended).toEqual([lostId]);
    expect((await refusalOf((await lost.request()).auth.me())).code).toBe('session.revoked');
    expect(await isSignedIn(tablet)).toBe(true);
    expect((await refusalOf((await tablet.request()).auth.revokeSession({ sessionId: lostId }))).code).toBe(
      'session.unknown',
    );
  });

  it('of somebody else are unknown', async () => {
    const [mine, theirs] = [
      await signedIn((await office.addMember()).email),
      await signedIn((await office.addMember()).email),
    ];
    expect((await refusalOf((await mine.request()).auth.revokeSession({ sessionId: await idOf(theirs) }))).code).toBe(
      'session.unknown',
    );
    expect(await isSignedIn(theirs)).toBe(true);
  });

  it('end all but this one', async () => {
    const { email } = await office.addMember();
    const [tablet, second, third] = [await signedIn(email), await signedIn(email), await signedIn(email)];
    const ids = [await idOf(second), await idOf(third)];
    ended = [];
    expect(await (await tablet.request()).auth.revokeOtherSessions()).toEqual({ endedSessions: 2 });
    expect([...ended].sort()).toEqual(ids.sort());
    expect([await isSignedIn(tablet), await isSignedIn(second), await isSignedIn(third)]).toEqual([true, false, false]);
  });

  it('end by signing out, which also works without one', async () => {
    const browser = await signedIn((await office.addMember()).email);
    const before = browser.cookieHeader;
    await (await browser.request()).auth.signOut();
    expect([...browser.cookies.keys()]).toEqual(['saha_former']);
    const thief = new TestBrowser(office.deps);
    for (const pair of before.split('; ')) thief.cookies.set(...(pair.split('=') as [string, string]));
    expect(await isSignedIn(thief)).toBe(false);
    thief.cookies.set('saha_session', browser.cookies.get('saha_former')!);
    expect(await isSignedIn(thief)).toBe(false);
    await expect((await browser.request()).auth.signOut()).resolves.toBeUndefined();
  });

  it('are not ended by a page of another site', async () => {
    const { email } = await office.addMember();
    const [browser, other] = [await signedIn(email), await signedIn(email)];
    const forged = await browser.request({ crossSite: true });
    for (const call of [
      forged.auth.signOut(),
      forged.auth.revokeOtherSessions(),
      forged.auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD }),
    ]) {
      expect((await refusalOf(call)).code).toBe('request.crossSite');
    }
    expect([await isSignedIn(browser), await isSignedIn(other)]).toEqual([true, true]);
  });
});

describe('changing the password', () => {
  it('needs the old one, ends every other session and keeps this one', async () => {
    const { email } = await office.addMember();
    const [tablet, phone] = [await signedIn(email), await signedIn(email)];
    const phoneId = await idOf(phone);
    ended = [];
    expect(
      (
        await refusalOf(
          (await tablet.request()).auth.changePassword({ currentPassword: 'yanlış parola', newPassword: NEW_PASSWORD }),
        )
      ).code,
    ).toBe('auth.wrongPassword');
    expect(await isSignedIn(phone)).toBe(true);
    expect(
      await (await tablet.request()).auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD }),
    ).toEqual({ endedSessions: 1 });
    expect(ended).toEqual([phoneId]);
    expect([await isSignedIn(tablet), await isSignedIn(phone)]).toEqual([true, false]);
    expect((await refusalOf(phone.signIn(email, TEST_PASSWORD))).code).toBe('auth.wrongCredentials');
    await phone.signIn(email, NEW_PASSWORD);
  });

  it.each([
    ['too short', 'kısa'],
    ['a usual one', 'Galatasaray1905!'],
    ['the e-mail', 'ayse.yilmaz@saha.example'],
  ])('refuses one that is %s and changes nothing', async (_, newPassword) => {
    const email = 'ayse.yilmaz@saha.example';
    if ((await office.deps.prisma.member.count({ where: { email } })) === 0) await office.addMember({ email });
    const [tablet, phone] = [await signedIn(email), await signedIn(email)];
    expect(
      (await refusalOf((await tablet.request()).auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword })))
        .code,
    ).toBe('auth.weakPassword');
    expect(await isSignedIn(phone)).toBe(true);
    await expect(phone.signIn(email, TEST_PASSWORD)).resolves.toMatchObject({ email });
  });

  it('is no way to guess the old one', async () => {
    const browser = await signedIn((await office.addMember()).email);
    const codes: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      codes.push(
        (
          await refusalOf(
            (await browser.request()).auth.changePassword({
              currentPassword: `tahmin numara ${n}`,
              newPassword: NEW_PASSWORD,
            }),
          )
        ).code,
      );
    }
    expect(codes[9]).toBe('auth.wrongPassword');
    expect(codes[10]).toBe('auth.tooManyAttempts');
  });

  it('answers the same again where the answer was lost, and with it the token', async () => {
    const { id, email } = await office.addMember();
    const [tablet, phone] = [await signedIn(email), await signedIn(email)];
    const change = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };
    const before = new Map(tablet.cookies);
    const lose = () => before.forEach((value, name) => tablet.cookies.set(name, value));
    const ask = async (values: Partial<typeof change> = {}) =>
      (await tablet.request()).auth.changePassword({ ...change, ...values });
    expect(await ask()).toEqual({ endedSessions: 1 });
    lose();
    expect(await ask()).toEqual({ endedSessions: 1 });
    const renewed = new Map(tablet.cookies);
    lose();
    // Twice at once, as when one gave up too soon.
    expect(await Promise.all([ask(), ask()])).toEqual([{ endedSessions: 1 }, { endedSessions: 1 }]);
    expect(new Map(tablet.cookies)).toEqual(renewed);
    lose();
    expect((await refusalOf(ask({ newPassword: 'yeni-bir-deniz-feneri' }))).code).toBe('auth.wrongPassword');
    tablet.cookies.set('saha_session', renewed.get('saha_session')!);
    expect(await isSignedIn(tablet)).toBe(true);
    // Who has heard the answer is asked for the password that is in force, like everybody.
    expect((await refusalOf(ask())).code).toBe('auth.wrongPassword');
    expect(await isSignedIn(phone)).toBe(false);
    const changes = await office.deps.prisma.auditEvent.count({
      where: { action: 'auth.passwordChanged', memberId: id },
    });
    expect(changes).toBe(1);
  });

  it('is no way to guess the new one either, for who never heard that it was changed', async () => {
    const { email } = await office.addMember();
    const tablet = await signedIn(email);
    const before = new Map(tablet.cookies);
    await (await tablet.request()).auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD });
    before.forEach((value, name) => tablet.cookies.set(name, value));
    const codes: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      const guess = { currentPassword: TEST_PASSWORD, newPassword: `tahmin numara ${n}` };
      codes.push((await refusalOf((await tablet.request()).auth.changePassword(guess))).code);
    }
    expect(codes[9]).toBe('auth.wrongPassword');
    expect(codes[10]).toBe('auth.tooManyAttempts');
  });

  it('leaves no session that was opened with the old one at the same moment', async () => {
    const { email } = await office.addMember();
    const tablet = await signedIn(email);
    const rivals = Array.from({ length: 4 }, (_, n) => new TestBrowser(office.deps, { ip: `192.0.2.${n + 1}` }));
    const tries = rivals.map((rival) => rival.signIn(email).catch(() => null));
    await (await tablet.request()).auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD });
    await Promise.all(tries);
    expect(await Promise.all(rivals.map(isSignedIn))).toEqual([false, false, false, false]);
  });
});
