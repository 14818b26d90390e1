/** What a template takes along: brought once by a manager, sent by anybody, filed with the customer it went to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { DocumentFields } from '../../../sync/collections/definition';
import { fileIdOf } from '../../../sync/collections/file';
import { createHttpApp } from '../../http/app';
import { bringBytes } from '../../test/bring-bytes';
import { refusalOf } from '../../test/office';
import { outcomes } from '../../test/one-team';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';
import { sweepFilesJob } from './sweep-files.job';

const DAY_MS = 86_400_000;
let teams: TwoTeams, mine: Tablet, boss: Tablet, stranger: Tablet;
let out: Outgoing, line: WhatsappOffice;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents, manager } = teams;
  office.clock.nowMs = Date.now();
  mine = await Tablet.signIn(office, agents[0]);
  stranger = await Tablet.signIn(office, agents[1]);
  boss = await Tablet.signIn(office, manager);
  out = await outgoingOf(office.deps);
  line = await openLine(office.deps, [agents[0].id]);
  await line.deps.pool.query(`UPDATE lines SET new_chat_cap = 100`);
});
afterAll(async () => {
  await line.close();
  await teams.office.close();
});

const pdf = (words: string) => Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`);
/** As the template's screen does: room is made, the bytes are brought, and the office says what it keeps. */
async function offer(name: string, bytes = pdf(name)) {
  const id = out.deps.newId();
  await (await boss.browser.request()).files.offer({ id, name });
  await bringBytes(out.deps, id, bytes);
  const { type, size, ...kept } = await (await boss.browser.request()).files.offered({ id });
  return { id, name: kept.name, type, size };
}
const template = (files: unknown) => ({
  name: 'Fiyatlar',
  purpose: 'other',
  emailSubjectTr: 'Fiyatlarımız',
  emailBodyTr: 'Ektedir.',
  emailSubjectEn: '',
  emailBodyEn: '',
  smsTr: 'Fiyatlarımız',
  smsEn: '',
  files,
  archivedAt: '',
  createdBy: boss.memberId,
  createdAt: new Date(boss.nowMs).toISOString(),
});
let made = 0;
async function write(channel: string, more: (id: string) => DocumentFields, tablet = mine) {
  made += 1;
  const [phone, email] = [`+90533001${String(made).padStart(4, '0')}`, `kisi${made}@ornek.example`];
  const customerId = tablet.create('customers', tablet.newCustomer({ phone, email }));
  await tablet.push('customers');
  const by = { customerId, channel, createdBy: tablet.memberId, createdAt: new Date(tablet.nowMs).toISOString() };
  const conversationId = conversationIdOf(channel as 'email', customerId);
  tablet.create('conversations', by, conversationId);
  await tablet.push('conversations');
  const id = out.deps.newId();
  const words = { subject: channel === 'email' ? 'Konu' : '', body: 'Merhaba', cancelledAt: '', releasedAt: '' };
  tablet.create('messages', { ...by, conversationId, direction: 'out', ...words, ...more(id) }, id);
  return { id, customerId, phone, email, pushed: await tablet.push('messages') };
}
const carrying =
  (...ids: string[]) =>
  (id: string) => ({ kind: 'document', carriedIds: ids, fileId: fileIdOf(id, ids[0]) });
const filesOf = async (customerId: string) =>
  (
    await out.deps.pool.query<{ name: string; marks: string[]; state: string; source: string }>(
      'SELECT name, marks, state, source FROM files WHERE customer_id = $1 ORDER BY name',
      [customerId],
    )
  ).rows;
const leaves = async () => {
  await line.deps.pool.query(`UPDATE lines SET free_at = now()`);
  await line.send();
  await line.read();
};

describe('a file of a template', () => {
  it('is a manager’s to add and everybody’s to look at', async () => {
    const file = await offer('Fiyat listesi.pdf');
    expect(file).toMatchObject({ name: 'Fiyat listesi.pdf', type: 'application/pdf' });
    const id = boss.create('templates', template([file]));
    expect(outcomes(await boss.push('templates'))).toEqual(['applied']);
    await stranger.sync();
    expect(stranger.fields('templates', id)).toMatchObject({ files: [file] });
    const read = (tablet: Tablet) =>
      createHttpApp(out.deps).request(`/files/${file.id}`, { headers: { cookie: tablet.browser.cookieHeader } });
    expect((await read(stranger)).status).toBe(200);
    expect((await createHttpApp(out.deps).request(`/files/${file.id}`)).status).toBe(401);
    expect(stranger.fields('files', file.id)).toBeUndefined();
    const request = await mine.browser.request();
    expect(await refusalOf(request.files.offer({ id: out.deps.newId(), name: 'x.pdf' }))).toMatchObject({
      code: 'auth.forbidden',
    });
    const leader = await boss.browser.request();
    expect(await refusalOf(leader.files.offered({ id: out.deps.newId() }))).toMatchObject({ code: 'file.unknown' });
  });

  it('of which there are too many or too much for a mail is not taken', async () => {
    const file = await offer('Broşür.pdf');
    const large = { ...file, size: 9 * 1024 * 1024 };
    for (const files of [
      [large, { ...large, id: out.deps.newId() }],
      [file, file],
      Array.from({ length: 6 }, () => ({ ...file, id: out.deps.newId() })),
    ]) {
      boss.create('templates', template(files));
      expect(outcomes(await boss.push('templates')).at(-1)).toBe('sync.invalidDocument');
    }
  });

  it('goes with a mail, all of them, and is filed once with its label', async () => {
    const [prices, map] = [await offer('Fiyat listesi.pdf', pdf('fiyat')), await offer('Harita.pdf')];
    const { id, customerId, email, pushed } = await write('email', carrying(prices.id, map.id));
    expect(outcomes(pushed)).toEqual(['applied']);
    expect(await filesOf(customerId)).toMatchObject([
      { name: 'Fiyat listesi.pdf', marks: [], state: 'stored', source: 'mail' },
      { name: 'Harita.pdf', marks: [], state: 'stored', source: 'mail' },
    ]);
    await out.carry();
    const [mail, ...more] = out.provider.taken.filter(({ to }) => to[0] === email);
    expect(more).toEqual([]);
    expect(mail?.attachments?.map(({ fileName, data }) => [fileName, Buffer.from(data, 'base64').toString()])).toEqual([
      ['Fiyat listesi.pdf', pdf('fiyat').toString()],
      ['Harita.pdf', pdf('Harita.pdf').toString()],
    ]);
    expect((await filesOf(customerId)).map(({ marks }) => marks)).toEqual([['sent'], ['sent']]);
    await mine.sync();
    expect(mine.fields('files', fileIdOf(id, map.id))).toMatchObject({ customerId, messageId: id, marks: ['sent'] });
    // Its bytes lie there once, however many got them.
    const { rows } = await out.deps.pool.query('SELECT DISTINCT blob FROM files WHERE name = $1', ['Harita.pdf']);
    expect(rows).toHaveLength(1);
  });

  it('goes along besides a file of the mail’s own', async () => {
    const prices = await offer('Fiyat listesi.pdf');
    const own = out.deps.newId();
    const { id, customerId, email } = await write('email', () => ({
      kind: 'document',
      fileId: own,
      carriedIds: [prices.id],
    }));
    await out.carry();
    expect(out.provider.taken.filter(({ to }) => to[0] === email)).toEqual([]);
    const by = { customerId, createdBy: mine.memberId, createdAt: new Date(mine.nowMs).toISOString(), deletedAt: '' };
    const about = { conversationId: '', messageId: id, appointmentId: '', note: '', labels: [], source: 'upload' };
    mine.create('files', { name: 'Sözleşme.pdf', ...about, ...by }, own);
    await mine.push('files');
    await bringBytes(out.deps, own, pdf('sözleşme'));
    await out.carry();
    const [mail] = out.provider.taken.filter(({ to }) => to[0] === email);
    expect(mail?.attachments?.map(({ fileName }) => fileName)).toEqual(['Sozlesme.pdf', 'Fiyat listesi.pdf']);
    expect((await filesOf(customerId)).map(({ name, marks }) => [name, marks])).toEqual([
      ['Fiyat listesi.pdf', ['sent']],
      ['Sözleşme.pdf', ['sent']],
    ]);
  });

  it('goes by WhatsApp, one to a message, and waits for no bytes', async () => {
    const prices = await offer('Fiyat listesi.pdf');
    const { customerId, phone, pushed } = await write('whatsapp', carrying(prices.id));
    expect(outcomes(pushed)).toEqual(['applied']);
    await leaves();
    expect(line.standIn.sent.filter(({ to }) => to === `${phone.slice(1)}@s.whatsapp.net`)).toMatchObject([
      { text: 'Merhaba', file: { mediatype: 'document', fileName: 'Fiyat listesi.pdf', size: prices.size } },
    ]);
    expect(await filesOf(customerId)).toMatchObject([{ name: 'Fiyat listesi.pdf', marks: ['sent'], source: 'chat' }]);
    const two = await write('whatsapp', carrying(prices.id, (await offer('Harita.pdf')).id));
    const another = await write('whatsapp', () => ({
      kind: 'document',
      carriedIds: [prices.id],
      fileId: out.deps.newId(),
    }));
    const sms = await write('sms', carrying(prices.id));
    expect([two, another, sms].flatMap((one) => outcomes(one.pushed).at(-1))).toEqual([
      'sync.invalidDocument',
      'sync.invalidDocument',
      'message.noFiles',
    ]);
  });

  it('that is nobody’s to send takes nothing of another customer along', async () => {
    const theirs = await offer('Fiyat listesi.pdf');
    const sent = await write('email', carrying(theirs.id));
    const stolen = fileIdOf(sent.id, theirs.id);
    const { customerId, pushed } = await write('email', carrying(stolen), stranger);
    expect(outcomes(pushed)).toEqual(['applied']);
    expect(await filesOf(customerId)).toMatchObject([{ state: 'refused' }]);
    await out.carry();
    await stranger.sync();
    const { rows } = await out.deps.pool.query('SELECT state, reason FROM messages WHERE customer_id = $1', [
      customerId,
    ]);
    expect(rows).toEqual([{ state: 'failed', reason: 'file_refused' }]);
  });

  it('is not filed with a message that was called off before the office heard of it', async () => {
    const file = await offer('Fiyat listesi.pdf');
    const { customerId } = await write('email', (id) => ({
      ...carrying(file.id)(id),
      cancelledAt: new Date(mine.nowMs).toISOString(),
    }));
    expect(await filesOf(customerId)).toEqual([]);
  });

  it('stays while a template names it, and goes long after none does', async () => {
    const [named, unnamed] = [await offer('Kalan.pdf'), await offer('Giden.pdf')];
    boss.create('templates', template([named]));
    await boss.push('templates');
    const startedAtMs = teams.office.clock.nowMs;
    const sweep = async (days: number) => {
      teams.office.clock.nowMs = startedAtMs + days * DAY_MS;
      await sweepFilesJob.run(out.deps, AbortSignal.timeout(20_000));
    };
    const stateOf = async (id: string) =>
      (
        await out.deps.pool.query(
          'SELECT deleted_at IS NOT NULL AS "isDeleted", blob IS NOT NULL AS "hasBytes" FROM files WHERE id = $1',
          [id],
        )
      ).rows[0] as unknown;
    await sweep(29);
    expect(await stateOf(unnamed.id)).toEqual({ isDeleted: false, hasBytes: true });
    await sweep(31);
    expect(await stateOf(unnamed.id)).toEqual({ isDeleted: true, hasBytes: true });
    await sweep(62);
    expect(await stateOf(unnamed.id)).toEqual({ isDeleted: true, hasBytes: false });
    expect(await stateOf(named.id)).toEqual({ isDeleted: false, hasBytes: true });
  });
});
