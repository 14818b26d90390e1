import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../test/office';
import { Tablet } from '../test/tablet';
import { CUT_MARK, MAX_AUDITED_CHARACTERS } from '../../sync/rules/audited-text';

let office: Office;
let teamId: string;
beforeAll(async () => {
  office = await createTestOffice();
  teamId = await office.addTeam('Ege');
});
afterAll(() => office.close());

const events = (documentId: string) =>
  office.deps.prisma.auditEvent.findMany({ where: { documentId }, orderBy: { id: 'asc' } });
const changesSeenBy = async (tablet: Tablet, id: string, cursor: string | null = null) =>
  (await tablet.browser.request()).audit.ofDocument({ collection: 'customers', id, cursor });

describe('every accepted push', () => {
  it('leaves who, from where, when by both clocks, and only the fields that changed', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }), 3 * 3_600_000);
    const id = agent.create('customers', agent.newCustomer({ city: 'İzmir' }));
    await agent.push('customers');
    office.clock.nowMs += 60_000;
    agent.edit('customers', id, { city: 'Manisa', notes: 'x'.repeat(5_000) });
    const editedAtMs = office.clock.nowMs;
    office.clock.nowMs += 600_000;
    await agent.push('customers');
    const [created, updated, ...rest] = await events(id);
    expect(rest).toEqual([]);
    expect(created).toMatchObject({
      action: 'create',
      memberId: agent.memberId,
      deviceId: agent.deviceId,
      ip: '203.0.113.7',
      before: {},
      after: { city: 'İzmir' },
    });
    expect(created!.after).not.toHaveProperty('email');
    expect(updated).toMatchObject({ action: 'update', before: { city: 'İzmir', notes: '' } });
    expect(updated!.after).toEqual({ city: 'Manisa', notes: `${'x'.repeat(MAX_AUDITED_CHARACTERS)}${CUT_MARK}` });
    // The tablet's clock is three hours ahead; the trail has the office's.
    expect(updated!.deviceAt!.getTime()).toBe(editedAtMs);
    expect(updated!.at.getTime()).toBe(office.clock.nowMs);
  });

  it('keeps what stood before to the last letter, as long as a field may be', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const notes = 'ğ'.repeat(20_000);
    const id = agent.create('customers', agent.newCustomer({ notes }));
    await agent.push('customers');
    agent.edit('customers', id, { notes: '' });
    await agent.push('customers');
    expect((await events(id)).at(-1)).toMatchObject({ action: 'update', before: { notes }, after: { notes: '' } });
    const [newest] = (await changesSeenBy(agent, id)).entries;
    expect(newest!.changes).toEqual([{ field: 'notes', before: notes, after: '' }]);
  });

  it('says delete and restore, and says nothing twice when an answer was lost', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const id = agent.create('customers', agent.newCustomer());
    await agent.push('customers', { loseAnswer: true });
    await agent.push('customers');
    agent.edit('customers', id, { deletedAt: new Date(agent.nowMs).toISOString() });
    await agent.push('customers');
    agent.edit('customers', id, { deletedAt: '' });
    await agent.push('customers');
    expect((await events(id)).map(({ action }) => action)).toEqual(['create', 'delete', 'restore']);
  });

  it('leaves nothing when it was refused', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const id = agent.create('customers', agent.newCustomer({ phone: '0532' }));
    const [result] = await agent.push('customers');
    expect(result?.outcome).toBe('refused');
    expect(await events(id)).toEqual([]);
  });

  it('tells of a value that lost and lies on a conflict card', async () => {
    const member = await office.addMember({ teamId });
    const [first, second] = [await Tablet.signIn(office, member), await Tablet.signIn(office, member)];
    const id = first.create('customers', first.newCustomer({ notes: 'başta' }));
    await first.sync();
    await second.sync();
    second.edit('customers', id, { notes: 'erken' });
    office.clock.nowMs += 1_000;
    first.edit('customers', id, { notes: 'geç' });
    await first.push('customers');
    await second.push('customers');
    expect((await events(id)).map(({ action, before, after }) => ({ action, before, after })).slice(1)).toEqual([
      { action: 'update', before: { notes: 'başta' }, after: { notes: 'geç' } },
      { action: 'conflict', before: { notes: 'geç' }, after: { notes: 'erken' } },
    ]);
  });
});

/** In the order in which the office took them, the later first. */
const bothCreated = async (...ids: string[]) =>
  (
    await office.deps.prisma.auditEvent.findMany({
      where: { documentId: { in: ids }, action: 'create' },
      orderBy: { id: 'desc' },
    })
  ).map(({ documentId, action }) => [documentId, action]);

describe('the changes of a record', () => {
  it('are shown newest first, page by page', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const id = agent.create('customers', agent.newCustomer());
    await agent.push('customers');
    for (let at = 1; at <= 34; at += 1) {
      agent.edit('customers', id, { city: `Şehir ${at}` });
      await agent.push('customers');
    }
    const first = await changesSeenBy(agent, id);
    expect(first.entries).toHaveLength(30);
    expect(first.entries[0]).toMatchObject({
      action: 'update',
      memberId: agent.memberId,
      deviceLabel: 'test',
      changes: [{ field: 'city', before: 'Şehir 33', after: 'Şehir 34' }],
    });
    const second = await changesSeenBy(agent, id, first.cursor);
    expect(second.cursor).toBeNull();
    expect(second.entries.map(({ action }) => action)).toEqual(['update', 'update', 'update', 'update', 'create']);
  });

  it('hold those of a record that was merged into it, and no more once that is taken out', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const [kept, lost] = [1, 2].map(() => agent.create('customers', agent.newCustomer())) as [string, string];
    await agent.push('customers');
    agent.edit('customers', lost, { city: 'Bodrum' });
    await agent.push('customers');
    const seen = async (id: string) =>
      (await changesSeenBy(agent, id)).entries.map(({ documentId, action }) => [documentId, action]);
    const ofLost = [
      [lost, 'update'],
      [lost, 'create'],
    ];
    expect(await seen(kept)).toEqual([[kept, 'create']]);
    agent.edit('customers', lost, { mergedInto: kept });
    await agent.push('customers');
    expect(await seen(kept)).toEqual([[lost, 'update'], ofLost[0], ...(await bothCreated(kept, lost))]);
    expect(await seen(lost)).toEqual([[lost, 'update'], ...ofLost]);
    agent.edit('customers', lost, { mergedInto: '' });
    await agent.push('customers');
    expect(await seen(kept)).toEqual([[kept, 'create']]);
  });

  it('keep from agents what agents may not see, and from everybody what is out of their scope', async () => {
    const owner = await office.addMember({ teamId });
    const agent = await Tablet.signIn(office, owner);
    const manager = await Tablet.signIn(office, await office.addMember({ role: 'manager', teamId }));
    const stranger = await Tablet.signIn(office, await office.addMember());
    const id = agent.create('customers', agent.newCustomer());
    await agent.push('customers');
    await manager.sync();
    manager.edit('customers', id, { managerNote: 'yalnız yöneticiye' });
    await manager.push('customers');
    expect((await changesSeenBy(manager, id)).entries[0]!.changes).toEqual([
      { field: 'managerNote', before: '', after: 'yalnız yöneticiye' },
    ]);
    expect(JSON.stringify(await changesSeenBy(agent, id))).not.toContain('yalnız');
    expect((await changesSeenBy(agent, id)).entries).toHaveLength(1);
    expect((await refusalOf(changesSeenBy(stranger, id))).code).toBe('sync.unknownDocument');
    expect((await refusalOf(changesSeenBy(stranger, office.deps.newId()))).code).toBe('sync.unknownDocument');
  });
});

describe('the trail of an account', () => {
  it('is read by its person and by admins, and by nobody else', async () => {
    const person = await office.addMember({ teamId });
    const seenBy = async (values: Parameters<Office['addMember']>[0] | null) => {
      const browser = new TestBrowser(office.deps);
      await browser.signIn((values === null ? person : await office.addMember(values)).email);
      return (await browser.request()).audit.ofDocument({ collection: 'members', id: person.id, cursor: null });
    };
    expect((await seenBy({ role: 'admin' })).entries).toMatchObject([{ action: 'member.created' }]);
    expect((await seenBy(null)).entries).toMatchObject([{ action: 'member.created' }]);
    for (const role of ['agent', 'manager'] as const)
      expect((await refusalOf(seenBy({ role, teamId }))).code).toBe('auth.forbidden');
  });
});

describe('sessions and passwords', () => {
  it('leave their traces, without the password', async () => {
    const { id, email } = await office.addMember();
    const [here, there] = [new TestBrowser(office.deps), new TestBrowser(office.deps)];
    await here.signIn(email);
    await there.signIn(email);
    await (
      await here.request()
    ).auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword: 'yeni-bir-deniz-feneri' });
    await (await here.request()).auth.signOut();
    const trail = await office.deps.prisma.auditEvent.findMany({ where: { memberId: id }, orderBy: { id: 'asc' } });
    expect(trail.map(({ action }) => action)).toEqual([
      'auth.signedIn',
      'auth.signedIn',
      'auth.passwordChanged',
      'auth.signedOut',
    ]);
    expect(trail[2]!.after).toEqual({ endedSessions: 1 });
    expect(trail.every(({ ip }) => ip === '203.0.113.7')).toBe(true);
    expect(
      JSON.stringify(trail, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('feneri');
  });
});
