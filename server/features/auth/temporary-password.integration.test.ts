import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpApp } from '../../http/app';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../../test/office';

const HOUR_MS = 3_600_000;
const OWN_PASSWORD = 'kendi-sectigim-cümle';

let office: Office;
let admin: TestBrowser;
let lastIp = 0;
const newBrowser = () => new TestBrowser(office.deps, { ip: `198.51.100.${(lastIp += 1)}` });
const statusOf = async (browser: TestBrowser) =>
  (
    await createHttpApp(office.deps, { clientDir: '/nowhere' }).request('/statusz', {
      headers: { cookie: browser.cookieHeader },
    })
  ).status;

beforeAll(async () => {
  office = await createTestOffice();
  admin = newBrowser();
  await admin.signIn((await office.addMember({ role: 'admin' })).email);
});
afterAll(() => office.close());

async function addByScreen(email: string, role: 'agent' | 'admin' = 'agent') {
  return (await admin.request()).members.create({ fullName: 'Yeni Gelen', email, role, teamId: '' });
}

it('opens nothing but its own replacement, which opens everything', async () => {
  const { memberId, password } = await addByScreen('yeni@saha.example', 'admin');
  const browser = newBrowser();
  expect(await browser.signIn('yeni@saha.example', password)).toMatchObject({ memberId, mustChangePassword: true });

  const calls = await browser.request();
  for (const call of [
    calls.auth.me(),
    calls.auth.sessions(),
    calls.members.teams(),
    calls.sync.hello({ deviceId: 'aaaaaaaa', label: '' } as never),
    calls.sync.count({ collection: 'customers' }),
  ]) {
    expect((await refusalOf(call)).code).toBe('auth.passwordChangeNeeded');
  }
  expect(await statusOf(browser)).toBe(401);

  const change = async (currentPassword: string, newPassword: string) =>
    (await browser.request()).auth.changePassword({ currentPassword, newPassword });
  expect((await refusalOf(change(password, password))).code).toBe('auth.passwordUnchanged');
  expect((await refusalOf(change(password, 'parola123'))).code).toBe('auth.weakPassword');
  expect((await refusalOf(change('yanlış-bir-parola', OWN_PASSWORD))).code).toBe('auth.wrongPassword');
  expect((await refusalOf((await browser.request()).auth.me())).code).toBe('auth.passwordChangeNeeded');

  await change(password, OWN_PASSWORD);
  expect(await (await browser.request()).auth.me()).toMatchObject({ memberId });
  expect(await statusOf(browser)).toBe(200);
  expect(await newBrowser().signIn('yeni@saha.example', OWN_PASSWORD)).toMatchObject({ mustChangePassword: false });
});

it('works once: whoever else saw it comes too late, and nothing they hold becomes more', async () => {
  const { password } = await addByScreen('ikinci@saha.example');
  const [own, curious] = [newBrowser(), newBrowser()];
  await own.signIn('ikinci@saha.example', password);
  expect((await refusalOf(curious.signIn('ikinci@saha.example', password))).code).toBe('auth.temporaryUsed');
  // In the browser it was used in it may be typed again: a page that was closed too early locks nobody out.
  const stolen = newBrowser();
  for (const [name, value] of own.cookies) stolen.cookies.set(name, value);
  await own.signIn('ikinci@saha.example', password);
  expect((await refusalOf(curious.signIn('ikinci@saha.example', password))).code).toBe('auth.temporaryUsed');

  const seen = newBrowser();
  for (const [name, value] of own.cookies) seen.cookies.set(name, value);
  await (await own.request()).auth.changePassword({ currentPassword: password, newPassword: OWN_PASSWORD });
  expect(await (await own.request()).auth.me()).toMatchObject({ email: 'ikinci@saha.example' });
  for (const browser of [stolen, seen]) {
    expect((await refusalOf((await browser.request()).auth.me())).code).toBe('auth.required');
    const again = (await browser.request()).auth.changePassword({
      currentPassword: OWN_PASSWORD,
      newPassword: 'baska-bir-cümle',
    });
    expect((await refusalOf(again)).code).toBe('auth.required');
  }
});

it('works for nobody twice, also at the same moment', async () => {
  const { password } = await addByScreen('ayni.anda@saha.example');
  const browsers = Array.from({ length: 5 }, newBrowser);
  const tries = await Promise.all(
    browsers.map((browser) =>
      browser.signIn('ayni.anda@saha.example', password).then(
        () => 'in',
        () => 'out',
      ),
    ),
  );
  expect(tries.sort()).toEqual(['in', 'out', 'out', 'out', 'out']);
});

it('ends after three days, with the session it opened', async () => {
  const late = await addByScreen('gec@saha.example');
  const { password } = await addByScreen('erken@saha.example');
  office.clock.nowMs += 71 * HOUR_MS;
  const browser = newBrowser();
  expect(await browser.signIn('erken@saha.example', password)).toMatchObject({ mustChangePassword: true });
  office.clock.nowMs += HOUR_MS;
  expect((await refusalOf(newBrowser().signIn('gec@saha.example', late.password))).code).toBe('auth.temporaryExpired');
  const change = async () =>
    (await browser.request()).auth.changePassword({ currentPassword: password, newPassword: OWN_PASSWORD });
  expect((await refusalOf(change())).code).toBe('auth.required');
  // Who guesses learns nothing of it.
  expect((await refusalOf(newBrowser().signIn('gec@saha.example', 'yanlış-bir-parola'))).code).toBe(
    'auth.wrongCredentials',
  );
  // Another one opens again, and what it opened lasts once it is the person's own.
  await admin.signIn((await office.addMember({ role: 'admin' })).email);
  const next = await (await admin.request()).members.resetPassword({ memberId: late.memberId });
  await browser.signIn('gec@saha.example', next.password);
  await (await browser.request()).auth.changePassword({ currentPassword: next.password, newPassword: OWN_PASSWORD });
  office.clock.nowMs += 80 * HOUR_MS;
  expect(await (await browser.request()).auth.me()).toMatchObject({ memberId: late.memberId });
});

it('comes again with every reset, and can be walked away from', async () => {
  const { id, email } = await office.addMember();
  expect(await newBrowser().signIn(email, TEST_PASSWORD)).toMatchObject({ mustChangePassword: false });
  const { password } = await (await admin.request()).members.resetPassword({ memberId: id });
  const browser = newBrowser();
  expect(await browser.signIn(email, password)).toMatchObject({ mustChangePassword: true });
  await (await browser.request()).auth.signOut();
  expect(
    (
      await refusalOf(
        (await browser.request()).auth.changePassword({ currentPassword: password, newPassword: OWN_PASSWORD }),
      )
    ).code,
  ).toBe('auth.required');
});
