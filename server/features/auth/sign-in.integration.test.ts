import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../../test/office';
import { createPasswordHasher } from './hash-password';
import { resolveSession } from './resolve-session';
import { SESSION_IDLE_MS } from './session-lifetime';
import { hashSessionToken } from './session-token';

let office: Office;
let lastIp = 0;
/** Another network each time, so that tests do not use up each other's guesses. */
const newIp = () => `198.51.100.${(lastIp += 1)}`;
const newBrowser = (facts: { ip?: string; userAgent?: string } = {}) =>
  new TestBrowser(office.deps, { ip: newIp(), ...facts });

beforeAll(async () => {
  office = await createTestOffice();
});
afterAll(() => office.close());

describe('signing in', () => {
  it('opens a session by an unreadable cookie and knows the person from then on', async () => {
    const { id, email } = await office.addMember({ role: 'manager', fullName: 'Işıl Öztürk' });
    const browser = newBrowser();
    const { mustChangePassword, ...identity } = await browser.signIn(`  ${email.toUpperCase()} `);
    expect(mustChangePassword).toBe(false);
    expect(identity).toEqual({ memberId: id, fullName: 'Işıl Öztürk', email, role: 'manager', teamId: '' });
    expect(browser.setCookies).toEqual([
      expect.stringMatching(/^saha_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await (await browser.request()).auth.me()).toEqual(identity);
  });

  it('keeps only the hash of the token', async () => {
    const { email, id } = await office.addMember();
    const browser = newBrowser();
    await browser.signIn(email);
    const token = browser.cookies.get('saha_session')!;
    const rows = await office.deps.prisma.session.findMany({ where: { memberId: id } });
    expect(rows.map((row) => Buffer.from(row.tokenHash).equals(hashSessionToken(token)))).toEqual([true]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('takes a password typed with combining marks for the same', async () => {
    const { email, id } = await office.addMember();
    const composed = 'yağmurlu-gün-çok';
    await office.deps.prisma.credential.update({
      where: { memberId: id },
      data: { passwordHash: await office.deps.passwords.hash(composed.normalize('NFD')) },
    });
    await expect(newBrowser().signIn(email, composed.normalize('NFC'))).resolves.toMatchObject({ memberId: id });
  });

  it('answers alike for a wrong password, nobody and somebody without a password, after the same hashing', async () => {
    const { email, id } = await office.addMember();
    const without = await office.addMember();
    await office.deps.prisma.credential.delete({ where: { memberId: without.id } });
    const checks: (string | null)[] = [];
    const { passwords } = office.deps;
    const counting = {
      ...office.deps,
      passwords: {
        ...passwords,
        check: (password: string, stored: string | null) => {
          checks.push(stored);
          return passwords.check(password, stored);
        },
      },
    };
    for (const address of [email, 'kimse@saha.example', without.email]) {
      const refusal = await refusalOf(new TestBrowser(counting, { ip: newIp() }).signIn(address, 'yanlış bir parola'));
      expect(refusal).toEqual({ code: 'auth.wrongCredentials', params: {} });
    }
    expect(checks).toEqual([expect.stringContaining('$argon2id$'), null, null]);
    expect(await office.deps.prisma.session.count({ where: { memberId: { in: [id, without.id] } } })).toBe(0);
  });

  it('refuses who is deactivated, and says so only to who knows the password', async () => {
    const { email, id } = await office.addMember();
    await office.deps.prisma.member.update({ where: { id }, data: { isActive: false } });
    expect((await refusalOf(newBrowser().signIn(email, 'yanlış bir parola'))).code).toBe('auth.wrongCredentials');
    expect((await refusalOf(newBrowser().signIn(email))).code).toBe('auth.inactive');
  });

  it('hashes anew what was hashed with older parameters', async () => {
    const { email, id } = await office.addMember();
    const old = await createPasswordHasher({ memoryCost: 32, timeCost: 1 }).hash(TEST_PASSWORD);
    await office.deps.prisma.credential.update({ where: { memberId: id }, data: { passwordHash: old } });
    await newBrowser().signIn(email);
    const { passwordHash } = await office.deps.prisma.credential.findUniqueOrThrow({ where: { memberId: id } });
    expect(passwordHash).not.toBe(old);
    expect(passwordHash).toContain('m=64,t=1,p=1');
    await expect(newBrowser().signIn(email)).resolves.toMatchObject({ memberId: id });
  });

  it('replaces the session the browser had', async () => {
    const [first, second] = [await office.addMember(), await office.addMember()];
    const browser = newBrowser();
    await browser.signIn(first.email);
    const before = browser.cookieHeader;
    await browser.signIn(second.email);
    expect(await resolveSession(office.deps, before)).toBeNull();
    expect(await (await browser.request()).auth.me()).toMatchObject({ memberId: second.id });
  });

  it('names cookies __Host- and marks them Secure behind https', async () => {
    const secure = await createTestOffice({ SAHA_ORIGIN: 'https://saha.example' });
    try {
      const { email } = await secure.addMember();
      const browser = new TestBrowser(secure.deps);
      await browser.signIn(email);
      expect(browser.setCookies[0]).toMatch(
        /^__Host-saha=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect(await resolveSession(secure.deps, `saha_session=${browser.cookies.get('__Host-saha')!}`)).toBeNull();
    } finally {
      await secure.close();
    }
  });

  it('is not done for a page of another site', async () => {
    const { email, id } = await office.addMember();
    const call = (await newBrowser().request({ crossSite: true, origin: 'https://evil.example' })).auth.signIn({
      email,
      password: TEST_PASSWORD,
    });
    expect((await refusalOf(call)).code).toBe('request.crossSite');
    expect(await office.deps.prisma.session.count({ where: { memberId: id } })).toBe(0);
  });
});

describe('guessing', () => {
  it('stops at one address, says for how long, and lets the right password wait as well', async () => {
    const { email } = await office.addMember();
    const ip = newIp();
    const guess = (password: string) => refusalOf(newBrowser({ ip }).signIn(email, password));
    for (let n = 0; n < 6; n += 1) expect((await guess(`tahmin numara ${n}`)).code).toBe('auth.wrongCredentials');
    const refused = await guess(TEST_PASSWORD);
    expect(refused.code).toBe('auth.tooManyAttempts');
    expect(refused.params['retryAfterSeconds']).toBeGreaterThan(0);
    expect(refused.params['retryAfterSeconds']).toBeLessThanOrEqual(15 * 60);
  });

  it('stops before the tenth guess from ever new addresses; the owner still gets in on a known device', async () => {
    const { email, id } = await office.addMember();
    const tablet = newBrowser();
    await tablet.signIn(email);
    await (await tablet.request()).auth.signOut();
    const codes: string[] = [];
    for (let n = 0; n < 10; n += 1)
      codes.push((await refusalOf(newBrowser().signIn(email, `tahmin numara ${n}`))).code);
    expect(codes[9]).toBe('auth.tooManyAttempts');
    expect((await refusalOf(newBrowser().signIn(email))).code).toBe('auth.tooManyAttempts');
    await expect(tablet.signIn(email)).resolves.toMatchObject({ memberId: id });
  });

  it('counts guesses that arrive together', async () => {
    const { email } = await office.addMember();
    const ip = newIp();
    const codes = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, n) => (await refusalOf(newBrowser({ ip }).signIn(email, `tahmin numara ${n}`))).code,
      ),
    );
    expect(codes.filter((code) => code === 'auth.wrongCredentials')).toHaveLength(6);
  });

  it('stops one password tried on many people', async () => {
    const ip = newIp();
    const codes: string[] = [];
    const attempt = async (n: number) =>
      codes.push((await refusalOf(newBrowser({ ip }).signIn(`herkes${n}@saha.example`, 'ortak parola 1'))).code);
    for (let n = 0; n < 10; n += 1) await attempt(n);
    expect(codes.slice(-2)).toEqual(['auth.wrongCredentials', 'auth.tooManyAttempts']);
    // Slowly, so that no minute holds many. The one that was held up counted by the minute alone.
    for (let n = 10; n < 33; n += 1) {
      await office.deps.pool.query(`DELETE FROM attempt_limits WHERE key LIKE 'addressAtOnce:%'`);
      await attempt(n);
    }
    expect(codes.slice(-3)).toEqual(['auth.wrongCredentials', 'auth.tooManyAttempts', 'auth.tooManyAttempts']);
  });

  it('does not count who signs in', async () => {
    const { email } = await office.addMember();
    const ip = newIp();
    for (let n = 0; n < 12; n += 1) await newBrowser({ ip }).signIn(email);
  });
});

describe('a session', () => {
  it('lasts while its device is used and ends 90 days after it was seen last', async () => {
    const { email } = await office.addMember();
    const browser = newBrowser();
    await browser.signIn(email);
    const { clock, deps } = office;
    const start = clock.nowMs;
    try {
      clock.nowMs = start + SESSION_IDLE_MS - 1;
      expect(await resolveSession(deps, browser.cookieHeader)).not.toBeNull();
      clock.nowMs += SESSION_IDLE_MS - 1;
      expect(await resolveSession(deps, browser.cookieHeader)).not.toBeNull();
      clock.nowMs += SESSION_IDLE_MS;
      expect(await resolveSession(deps, browser.cookieHeader)).toBeNull();
    } finally {
      clock.nowMs = start;
    }
  });

  it('does not write at every request', async () => {
    const { email, id } = await office.addMember();
    const browser = newBrowser();
    await browser.signIn(email);
    office.clock.nowMs += 60_000;
    await resolveSession(office.deps, browser.cookieHeader);
    const { lastSeenAt, createdAt } = await office.deps.prisma.session.findFirstOrThrow({ where: { memberId: id } });
    expect(lastSeenAt).toEqual(createdAt);
  });

  it.each([
    ['no cookie', ''],
    ['a strange cookie', 'saha_session=<script>'],
    ['an unknown token', `saha_session=${'a'.repeat(43)}`],
  ])('is nobody’s with %s', async (_, header) => {
    expect(await resolveSession(office.deps, header)).toBeNull();
    const browser = newBrowser();
    expect((await refusalOf((await browser.request()).auth.me())).code).toBe('auth.required');
  });

  it('shows a changed role and team at the next request', async () => {
    const { email, id } = await office.addMember();
    const browser = newBrowser();
    await browser.signIn(email);
    const teamId = await office.addTeam('Yeni ekip');
    await office.deps.prisma.member.update({ where: { id }, data: { role: 'manager', teamId } });
    expect(await (await browser.request()).auth.me()).toMatchObject({ role: 'manager', teamId });
  });
});

describe('the office before sign-in', () => {
  it('offers people to sign in as only in a demo', async () => {
    const { prisma } = office.deps;
    const ask = async () => (await newBrowser().request()).auth.office();
    expect(await ask()).toEqual({ isDemo: false, demoLogins: [], revoked: null });
    await prisma.office.update({ where: { id: 1 }, data: { isDemo: true } });
    const { isDemo, demoLogins } = await ask();
    expect(isDemo).toBe(true);
    expect(demoLogins.map(({ role }) => role)).toEqual(['agent', 'manager', 'admin']);
  });
});
