/** Photos that were only on a tablet when it was reported lost: they go with its work, and to nobody before. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createHttpApp } from '../../http/app';
import { TestBrowser } from '../../test/office';
import { Tablet, unsentWork } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { namedBlobs } from './blobs.store';
import { sweepFilesJob } from './sweep-files.job';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
let teams: TwoTeams;
let admin: TestBrowser;
let folder = '';
let lost: Tablet;
let customerId = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-uploads-'));
  teams = await createTwoTeams({ SAHA_DATA_DIR: folder });
  admin = new TestBrowser(teams.office.deps);
  await admin.signIn(teams.admin.email);
});
afterAll(async () => {
  await teams.office.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  lost = await Tablet.signIn(teams.office, teams.agents[0]);
  customerId = lost.create('customers', lost.newCustomer());
  await lost.push('customers');
});

const tus = (tablet: Tablet, method: string, at: string, headers: Record<string, string>, body?: Buffer) =>
  createHttpApp(teams.office.deps).request(`http://localhost:3000${at}`, {
    method,
    headers: { 'Tus-Resumable': '1.0.0', cookie: tablet.browser.cookieHeader, ...headers },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
async function bring(tablet: Tablet, id: string, bytes: Buffer): Promise<number> {
  const named = `fileId ${Buffer.from(id).toString('base64')}`;
  const begun = await tus(tablet, 'POST', '/uploads', {
    'Upload-Length': String(bytes.length),
    'Upload-Metadata': named,
  });
  if (begun.status !== 201) return begun.status;
  const headers = { 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
  return (await tus(tablet, 'PATCH', `/uploads/${id}`, headers, bytes)).status;
}
/** Of a length of their own. */
const someBytes = () => Buffer.concat([PDF, Buffer.alloc((count += 1), '\n')]);
const onlyHere = (more = {}) =>
  lost.create('files', {
    customerId,
    conversationId: '',
    messageId: '',
    appointmentId: '',
    name: 'tapu.pdf',
    note: '',
    labels: [],
    source: 'camera',
    createdBy: lost.memberId,
    createdAt: new Date(lost.nowMs).toISOString(),
    deletedAt: '',
    ...more,
  });
async function reportLost(): Promise<void> {
  const { id: sessionId } = await teams.office.deps.prisma.session.findFirstOrThrow({
    where: { memberId: lost.memberId, revokedAt: null },
    orderBy: { id: 'desc' },
  });
  await (await admin.request()).members.reportLost({ memberId: lost.memberId, sessionId });
}
async function handIn(): Promise<string> {
  await (await lost.browser.request()).sync.surrender(unsentWork(lost));
  return (await (await admin.request()).work.surrendered()).find(({ memberId }) => memberId === lost.memberId)!.id;
}
const blobsNow = async () => (await namedBlobs(teams.office.deps.pool)).map(({ size }) => size);
const read = async (id: string) => {
  const reader = await Tablet.signIn(teams.office, teams.manager);
  const answer = await tus(reader, 'GET', `/files/${id}`, {});
  return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : answer.status;
};
const sweep = () => sweepFilesJob.run(teams.office.deps, new AbortController().signal);

it('go with the work of the tablet, once, and are on the file when the work is taken in', async () => {
  const [id, bytes] = [onlyHere(), someBytes()];
  await reportLost();
  expect(await bring(lost, id, bytes)).toBe(404);
  const entry = await handIn();
  const other = await Tablet.signIn(teams.office, teams.agents[1]);
  expect(await bring(other, id, bytes)).toBe(404);
  expect(await bring(lost, id, bytes)).toBe(204);
  expect(await bring(lost, id, bytes)).toBe(409);
  expect(await read(id)).toBe(404);
  // Whoever waits a month to decide still finds them, and a backup knows of them.
  teams.office.clock.nowMs += 31 * 86_400_000;
  await sweep();
  teams.office.clock.nowMs -= 31 * 86_400_000;
  expect(await blobsNow()).toContain(bytes.length);
  expect(await (await admin.request()).work.applySurrendered({ id: entry })).toEqual({ applied: 1, refused: [] });
  expect(await read(id)).toEqual(bytes);
  const again = await Tablet.signIn(teams.office, teams.agents[0]);
  await again.sync();
  expect(again.fields('files', id)).toMatchObject({ name: 'tapu.pdf', state: 'stored', size: bytes.length });
});

it('that the office does not keep are refused on the file', async () => {
  const id = onlyHere({ name: 'resim.png' });
  await reportLost();
  const entry = await handIn();
  expect(await bring(lost, id, Buffer.from('<html><script>alert(1)</script></html>'))).toBe(204);
  await (await admin.request()).work.applySurrendered({ id: entry });
  const again = await Tablet.signIn(teams.office, teams.agents[0]);
  await again.sync();
  expect(again.fields('files', id)).toMatchObject({ state: 'refused', reason: 'file.typeRefused' });
});

it('still come where the work was taken in before they did', async () => {
  const [id, bytes] = [onlyHere(), someBytes()];
  await reportLost();
  await (await admin.request()).work.applySurrendered({ id: await handIn() });
  expect(await bring(lost, id, bytes)).toBe(204);
  expect(await read(id)).toEqual(bytes);
});

it('go with work that is discarded', async () => {
  const [id, bytes] = [onlyHere(), someBytes()];
  await reportLost();
  const entry = await handIn();
  await bring(lost, id, bytes);
  await (await admin.request()).work.discardSurrendered({ id: entry });
  await sweep();
  expect(await blobsNow()).not.toContain(bytes.length);
  expect(await teams.office.deps.pool.query('SELECT 1 FROM surrendered_files')).toMatchObject({ rowCount: 0 });
  expect(await bring(lost, id, bytes)).toBe(404);
});

it('go with the customer that is erased', async () => {
  const [id, bytes] = [onlyHere(), someBytes()];
  await reportLost();
  await handIn();
  await bring(lost, id, bytes);
  const { pool } = teams.office.deps;
  await pool.query(`SELECT erase_customer($1, $2, '', now())`, [customerId, teams.admin.id]);
  await sweep();
  const { rows } = await pool.query('SELECT 1 FROM blobs WHERE size = $1', [bytes.length]);
  expect(rows).toEqual([]);
});
