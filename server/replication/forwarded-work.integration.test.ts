import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WritableCollectionName } from '../../sync/collections/registry';
import type { ForwardInput } from '../../sync/protocol/unsent-work';
import { createTestOffice, refusalOf, TestBrowser, type Office } from '../test/office';
import { Tablet, unsentWork } from '../test/tablet';
import { readEpoch } from './hello';

let office: Office;
let teamId: string;
let agent: Tablet;
let colleague: Tablet;
let boss: Tablet;
let elsewhere: TestBrowser;
let admin: TestBrowser;

beforeAll(async () => {
  office = await createTestOffice();
  teamId = await office.addTeam('Ege');
  agent = await Tablet.signIn(office, await office.addMember({ teamId }));
  colleague = await Tablet.signIn(office, await office.addMember({ teamId }));
  boss = await Tablet.signIn(office, await office.addMember({ role: 'manager', teamId }));
  const browserOf = async (member: { email: string }) => {
    const browser = new TestBrowser(office.deps);
    await browser.signIn(member.email);
    return browser;
  };
  elsewhere = await browserOf(await office.addMember({ role: 'manager', teamId: await office.addTeam('Marmara') }));
  admin = await browserOf(await office.addMember({ role: 'admin' }));
});
afterAll(() => office.close());

/** A customer of the agent's that the manager has handed to the colleague, while the agent wrote on. */
async function handedOver(): Promise<string> {
  const id = agent.create('customers', agent.newCustomer());
  await agent.push('customers');
  await boss.pull('customers');
  boss.edit('customers', id, { ownerId: colleague.memberId });
  await boss.push('customers');
  return id;
}

/** What the office refuses of it, as the agent passes it on. */
async function refusedWork(
  collection: WritableCollectionName,
  words: Partial<ForwardInput> = {},
): Promise<ForwardInput> {
  const work = { ...unsentWork(agent), epoch: await readEpoch(office.deps) };
  const [refused] = await agent.push(collection);
  expect(refused?.outcome).toBe('refused');
  return {
    ...work,
    title: 'Ayşe Yılmaz',
    note: 'dün konuştuk',
    code: 'customer.outOfScope',
    params: {},
    ...words,
  };
}

const forward = async (work: ForwardInput, by: TestBrowser = agent.browser) => (await by.request()).work.forward(work);
const waiting = async (by: TestBrowser = boss.browser) => (await by.request()).work.forwarded();
const count = async (by: TestBrowser) => (await by.request()).work.forwardedCount();
const own = async () => (await agent.browser.request()).work.ownForwarded();
const notesOf = async (id: string) =>
  (await office.deps.prisma.customer.findUniqueOrThrow({ where: { id }, select: { notes: true } })).notes;

describe('refused work that is passed on', () => {
  it('is brought in once by the manager, as what its author wrote', async () => {
    const id = await handedOver();
    agent.edit('customers', id, { notes: 'balkon istiyor' });
    const work = await refusedWork('customers');
    await forward(work);
    await forward(work);
    const [entry, ...others] = await waiting();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      memberId: agent.memberId,
      title: 'Ayşe Yılmaz',
      note: 'dün konuştuk',
      code: 'customer.outOfScope',
      documents: [{ collection: 'customers', id, values: { notes: 'balkon istiyor' } }],
    });
    expect(await own()).toMatchObject([{ title: 'Ayşe Yılmaz', outcome: null }]);
    expect(await count(boss.browser)).toBe(1);

    const decide = async () => (await boss.browser.request()).work.applyForwarded({ id: entry!.id });
    expect(await decide()).toEqual({ applied: 1, refused: [] });
    expect(await notesOf(id)).toBe('balkon istiyor');
    const trail = await office.deps.prisma.auditEvent.findFirstOrThrow({
      where: { documentId: id, action: 'update', memberId: agent.memberId },
      orderBy: { id: 'desc' },
    });
    expect(trail).toMatchObject({ importedBy: boss.memberId, after: { notes: 'balkon istiyor' } });
    expect((await refusalOf(decide())).code).toBe('work.unknown');
    expect(await waiting()).toEqual([]);
    expect(await count(boss.browser)).toBe(0);
    expect(await own()).toMatchObject([{ outcome: 'applied', settledBy: boss.memberId }]);
  });

  it('keeps who spoke to the customer, though they may not see the customer any more', async () => {
    const id = await handedOver();
    agent.create('interactions', agent.newInteraction(id, { body: 'aradım' }));
    await forward(await refusedWork('interactions', { code: 'interaction.outOfScope' }));
    const [entry] = await waiting();
    expect(await (await boss.browser.request()).work.applyForwarded({ id: entry!.id })).toEqual({
      applied: 1,
      refused: [],
    });
    const [stored] = await office.deps.prisma.interaction.findMany({ where: { customerId: id, body: 'aradım' } });
    expect(stored).toMatchObject({ authorId: agent.memberId });
  });

  it('is declined with a word that its author reads, and what was written goes', async () => {
    const id = await handedOver();
    agent.edit('customers', id, { notes: 'hayır' });
    await forward(await refusedWork('customers'));
    const [entry] = await waiting();
    const decide = async (reply: string) =>
      (await boss.browser.request()).work.declineForwarded({ id: entry!.id, reply });
    await expect(decide('  ')).rejects.toThrow(/too_small/);
    await decide('Artık Ayşe Hanım bakıyor');
    expect((await own())[0]).toMatchObject({ outcome: 'declined', reply: 'Artık Ayşe Hanım bakıyor' });
    expect(await notesOf(id)).not.toBe('hayır');
    expect(await office.deps.prisma.forwardedWork.findUnique({ where: { id: entry!.id } })).toMatchObject({
      work: null,
    });
    expect((await refusalOf(decide('yine'))).code).toBe('work.unknown');
  });

  it('is decided once where two press at the same time', async () => {
    const id = await handedOver();
    agent.edit('customers', id, { notes: 'yarış' });
    await forward(await refusedWork('customers'));
    const [entry] = await waiting();
    const outcomes = await Promise.allSettled([
      (await boss.browser.request()).work.applyForwarded({ id: entry!.id }),
      (await admin.request()).work.declineForwarded({ id: entry!.id, reply: 'hayır' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { outcome } = (await own())[0]!;
    expect((await notesOf(id)) === 'yarış').toBe(outcome === 'applied');
  });

  it('stays where the manager may not bring it in either, with the reason', async () => {
    const id = await handedOver();
    agent.edit('customers', id, { notes: 'başka ekipte' });
    const work = await refusedWork('customers');
    const otherTeam = await office.addTeam('Akdeniz');
    const stranger = await office.addMember({ teamId: otherTeam });
    await office.deps.prisma.customer.update({
      where: { id },
      data: { owner: { connect: { id: stranger.id } }, teamId: otherTeam },
    });
    await forward(work);
    const [entry] = await waiting();
    const decide = async (by: TestBrowser) => (await by.request()).work.applyForwarded({ id: entry!.id });
    expect(await decide(boss.browser)).toEqual({
      applied: 0,
      refused: [{ collection: 'customers', id, code: 'customer.outOfScope' }],
    });
    expect(await waiting()).toHaveLength(1);
    // An admin may everything.
    expect(await decide(admin)).toMatchObject({ applied: 1 });
    expect(await notesOf(id)).toBe('başka ekipte');
  });

  it('is seen and decided by nobody else, and comes from its own device alone', async () => {
    const id = await handedOver();
    agent.edit('customers', id, { notes: 'gizli' });
    const work = await refusedWork('customers');
    for (const [input, by, code] of [
      [work, colleague.browser, 'sync.deviceForeign'],
      [{ ...work, memberId: colleague.memberId }, colleague.browser, 'sync.deviceForeign'],
      [{ ...work, epoch: 'another-life' }, agent.browser, 'work.foreignOffice'],
      [{ ...work, documents: [] as ForwardInput['documents'] }, agent.browser, 'request.invalid'],
      [work, admin, 'auth.forbidden'],
    ] satisfies [ForwardInput, TestBrowser, string][])
      expect((await refusalOf(forward(input, by))).code).toBe(code);
    await forward(work);
    const [entry] = await waiting();
    expect(await waiting(elsewhere)).toEqual([]);
    expect(await count(elsewhere)).toBe(0);
    expect(await count(admin)).toBe((await waiting(admin)).length);
    expect((await refusalOf((await elsewhere.request()).work.applyForwarded({ id: entry!.id }))).code).toBe(
      'work.unknown',
    );
    expect((await refusalOf((await agent.browser.request()).work.forwarded())).code).toBe('auth.forbidden');
    expect((await refusalOf(count(agent.browser))).code).toBe('auth.forbidden');
    expect(await notesOf(id)).not.toBe('gizli');
  });

  it('is erased with its customer, decided or not, and does not come for one that was', async () => {
    const id = await handedOver();
    agent.edit('customers', id, { notes: 'karar verilmiş' });
    await forward(await refusedWork('customers'));
    const [first] = await waiting();
    await (await boss.browser.request()).work.declineForwarded({ id: first!.id, reply: 'hayır' });
    agent.create('interactions', agent.newInteraction(id, { body: 'kararsız' }));
    await forward(await refusedWork('interactions'));
    agent.create('interactions', agent.newInteraction(id, { body: 'geç kalan' }));
    const late = await refusedWork('interactions');
    const about = { where: { about: { has: id } } };
    expect(await office.deps.prisma.forwardedWork.count(about)).toBe(2);
    await office.deps.pool.query('SELECT erase_customer($1, NULL, $2, now())', [id, '']);
    expect(await office.deps.prisma.forwardedWork.count(about)).toBe(0);
    expect((await refusalOf(forward(late))).code).toBe('customer.erased');
  });
});
