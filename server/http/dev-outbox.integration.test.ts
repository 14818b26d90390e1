/** What the stand-ins took is for an admin to read, and nowhere where mail really leaves. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Deps } from '../deps';
import { createTestOffice, TestBrowser, type Office } from '../test/office';
import { createHttpApp } from './app';

let office: Office, admin: TestBrowser, agent: TestBrowser;
beforeAll(async () => {
  office = await createTestOffice();
  [admin, agent] = [new TestBrowser(office.deps), new TestBrowser(office.deps)];
  await admin.signIn((await office.addMember({ role: 'admin' })).email);
  await agent.signIn((await office.addMember({ teamId: await office.addTeam('İzmir') })).email);
});
afterAll(() => office.close());

const statuses = async (deps: Deps) => {
  const app = createHttpApp(deps, { clientDir: '/nowhere' });
  const all: number[] = [];
  for (const cookie of [admin.cookieHeader, agent.cookieHeader, ''])
    for (const path of ['/dev/outbox', '/dev/outbox/olmayan'])
      all.push((await app.request(path, { headers: { cookie } })).status);
  return all;
};

it('is an admin’s where nothing leaves', async () => {
  expect(await statuses(office.deps)).toEqual([200, 404, 403, 403, 401, 401]);
});

it('is not there with the credentials of an account', async () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: undefined };
  const mail = { ...office.deps.config.mail, credentials };
  const deps = { ...office.deps, config: { ...office.deps.config, mail } } as Deps;
  expect(new Set(await statuses(deps))).toEqual(new Set([404]));
});
