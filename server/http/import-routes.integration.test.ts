/** A file with customers on its way: who may bring it, how much, and how refusals are said. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_IMPORT_BYTES } from '../../sync/rules/import';
import { createTestOffice, TestBrowser, type Office } from '../test/office';
import { createHttpApp } from './app';

let office: Office;
let browser: TestBrowser;
beforeAll(async () => {
  office = await createTestOffice();
  const { email } = await office.addMember();
  browser = new TestBrowser(office.deps);
  await browser.signIn(email);
});
afterAll(() => office.close());

async function post(id: string, body: BodyInit, headers: Record<string, string> = {}) {
  const answer = await createHttpApp(office.deps).request(
    `/import-files/${id}?name=${encodeURIComponent('Fuar İzmir.csv')}`,
    {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/octet-stream', cookie: browser.cookieHeader, ...headers },
    },
  );
  const said = (await answer.json()) as { state?: string; error?: { data: { code: string; params: object } } };
  return { status: answer.status, state: said.state, ...said.error?.data };
}

it('is taken once, and found again by who brought it', { timeout: 60_000 }, async () => {
  const id = office.deps.newId();
  expect(await post(id, 'Ad;E-posta\nÇağrı;c@ornek.example\n')).toMatchObject({ status: 200, state: 'columns' });
  expect(await post(id, 'Ad;E-posta\nÇağrı;c@ornek.example\n')).toMatchObject({ status: 200, state: 'columns' });
  const shown = await (await browser.request()).imports.show({ id });
  expect(shown.import).toMatchObject({ fileName: 'Fuar İzmir.csv', rowCount: 1, columns: ['fullName', 'email'] });
  expect(shown.import.samples).toEqual([['Çağrı'], ['c@ornek.example']]);
  const other = new TestBrowser(office.deps);
  await other.signIn((await office.addMember()).email);
  expect(await post(id, 'Ad\nA\n', { cookie: other.cookieHeader })).toMatchObject({
    status: 404,
    code: 'import.unknown',
  });
});

it('is refused in codes, with what helps to mend it', { timeout: 60_000 }, async () => {
  const id = office.deps.newId();
  expect(await post(id, 'Ad\n"açık\n')).toMatchObject({
    code: 'import.unreadable',
    params: { line: expect.any(Number) },
  });
  expect(await post(id, '%PDF-1.7')).toMatchObject({ code: 'import.typeRefused' });
  expect(await post(id, new Uint8Array(MAX_IMPORT_BYTES + 1))).toMatchObject({ status: 413, code: 'import.tooLarge' });
  expect(await post(id, 'Ad\nA\n', { cookie: '' })).toMatchObject({ status: 401, code: 'auth.required' });
  expect(await post(id, 'Ad\nA\n', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  expect(await post(id, 'Ad\nA\n', { origin: 'https://baska.example' })).toMatchObject({ code: 'request.crossSite' });
  await expect((await browser.request()).imports.show({ id })).rejects.toThrow('import.unknown');
});
