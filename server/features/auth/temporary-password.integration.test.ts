import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttpApp } from '../../http/app';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../../test/office';

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

it('somebody else who saw it is out the moment the person has a password of their own', async () => {
  const { password } = await addByScreen('ikinci@saha.example');
  const [own, curious] = [newBrowser(), newBrowser()];
  await own.signIn('ikinci@saha.example', password);
  await curious.signIn('ikinci@saha.example', password);
  expect(
    await (await own.request()).auth.changePassword({ currentPassword: password, newPassword: OWN_PASSWORD }),
  ).toEqual({ endedSessions: 1 });
  expect(
    (
      await refusalOf(
        (await curious.request()).auth.changePassword({
          currentPassword: OWN_PASSWORD,
          newPassword: 'baska-bir-cümle',
        }),
      )
    ).code,
  ).toBe('auth.required');
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
