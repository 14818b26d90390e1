import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOffice, refusalOf, TestBrowser, type Office } from '../test/office';
import { Tablet, unsentWork } from '../test/tablet';

let office: Office;
let teamId: string;
let admin: TestBrowser;
beforeAll(async () => {
  office = await createTestOffice();
  teamId = await office.addTeam('Ege');
  admin = new TestBrowser(office.deps);
  await admin.signIn((await office.addMember({ role: 'admin' })).email);
});
afterAll(() => office.close());

describe('work saved to a file', () => {
  const manager = async (team: string) => {
    const browser = new TestBrowser(office.deps);
    await browser.signIn((await office.addMember({ role: 'manager', teamId: team })).email);
    return browser;
  };
  const epoch = async () => (await office.deps.prisma.office.findUniqueOrThrow({ where: { id: 1 } })).epoch;

  it("is brought in by a manager of the team as the person's own; twice is once, whichever is first", async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    const id = tablet.create('customers', tablet.newCustomer({ notes: 'sahada' }));
    tablet.create('appointments', tablet.newAppointment(id));
    const work = { ...unsentWork(tablet), epoch: await epoch() };
    const boss = await manager(teamId);
    expect(await (await boss.request()).work.importFile(work)).toEqual({ applied: 2, refused: [] });
    expect(await (await boss.request()).work.importFile(work)).toEqual({ applied: 2, refused: [] });
    await tablet.sync(); // the tablet is back after all
    const customer = await office.deps.prisma.customer.findUniqueOrThrow({ where: { id } });
    expect(customer).toMatchObject({ notes: 'sahada', version: 1n, createdBy: tablet.memberId });
    expect(tablet.get('customers', id)!.sync.outbox).toBe('');
    const bossId = (await (await boss.request()).auth.me()).memberId;
    expect(await office.deps.prisma.auditEvent.findMany({ where: { documentId: id } })).toMatchObject([
      { action: 'create', memberId: tablet.memberId, importedBy: bossId },
    ]);
  });

  it('is refused in another office or life of it, for people of other teams and from agents', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    tablet.create('customers', tablet.newCustomer());
    const work = { ...unsentWork(tablet), epoch: await epoch() };
    const before = await office.deps.prisma.customer.count();
    const attempts: [TestBrowser, typeof work, string][] = [
      [await manager(teamId), { ...work, epoch: office.deps.newId() }, 'work.foreignOffice'],
      [await manager(await office.addTeam('Marmara')), work, 'work.memberUnknown'],
      [admin, { ...work, memberId: office.deps.newId() }, 'work.memberUnknown'],
      [tablet.browser, work, 'auth.forbidden'],
      [
        admin,
        { ...work, deviceId: (await Tablet.signIn(office, await office.addMember())).deviceId },
        'work.deviceUnknown',
      ],
      [admin, { ...work, deviceId: 'deadbeef' }, 'work.deviceUnknown'],
    ];
    for (const [browser, given, code] of attempts)
      expect((await refusalOf((await browser.request()).work.importFile(given))).code).toBe(code);
    expect(await office.deps.prisma.customer.count()).toBe(before);
  });

  it("is no way to an admin's or another manager's rights", async () => {
    const otherTeam = await office.addTeam('Karadeniz');
    const theirs = await Tablet.signIn(office, await office.addMember({ teamId: otherTeam }));
    const id = theirs.create('customers', theirs.newCustomer({ notes: 'onların' }));
    await theirs.sync();
    const boss = await manager(teamId);
    const chiefs = [
      await office.addMember({ role: 'admin' }),
      await office.addMember({ role: 'admin', teamId }),
      await office.addMember({ role: 'manager', teamId }),
    ];
    for (const chief of chiefs) {
      const tablet = await Tablet.signIn(office, chief);
      await tablet.sync();
      if (tablet.get('customers', id) !== undefined) tablet.edit('customers', id, { notes: 'ele geçirildi' });
      const work = { ...unsentWork(tablet), epoch: await epoch() };
      expect((await refusalOf((await boss.request()).work.importFile(work))).code).toBe('work.memberUnknown');
      // As it was tried: a device of that name has never been here.
      expect((await refusalOf((await boss.request()).work.importFile({ ...work, deviceId: 'abcdef01' }))).code).toBe(
        'work.memberUnknown',
      );
    }
    const customer = await office.deps.prisma.customer.findUniqueOrThrow({ where: { id } });
    expect(customer).toMatchObject({ notes: 'onların', version: 1n });
  });

  it('reaches no further than whoever brings it in sees', async () => {
    const agent = await office.addMember({ teamId });
    const other = await Tablet.signIn(office, await office.addMember({ teamId: await office.addTeam('İç Anadolu') }));
    const shared = other.create('customers', other.newCustomer({ sharedWith: [agent.id], notes: 'önce' }));
    await other.sync();
    const tablet = await Tablet.signIn(office, agent);
    await tablet.sync();
    tablet.edit('customers', shared, { notes: 'misafirin' });
    const below = tablet.create('interactions', tablet.newInteraction(shared));
    const own = tablet.create('customers', tablet.newCustomer({ notes: 'kendi' }));
    const work = { ...unsentWork(tablet), epoch: await epoch() };
    const boss = await manager(teamId);
    expect(await (await boss.request()).work.importFile(work)).toEqual({
      applied: 1,
      refused: [
        { collection: 'customers', id: shared, code: 'customer.outOfScope' },
        { collection: 'interactions', id: below, code: 'interaction.outOfScope' },
      ],
    });
    const { prisma } = office.deps;
    expect(await prisma.customer.findUniqueOrThrow({ where: { id: shared } })).toMatchObject({ notes: 'önce' });
    expect(await prisma.customer.findUniqueOrThrow({ where: { id: own } })).toMatchObject({ notes: 'kendi' });
    // Who sees it all may.
    expect(await (await admin.request()).work.importFile(work)).toEqual({ applied: 3, refused: [] });
    expect(await prisma.customer.findUniqueOrThrow({ where: { id: shared } })).toMatchObject({ notes: 'misafirin' });
  });

  it('waits until its person has signed in again on a device the office forgot', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    tablet.create('customers', tablet.newCustomer());
    const work = { ...unsentWork(tablet), epoch: await epoch() };
    await office.deps.pool.query('DELETE FROM devices WHERE id = $1', [tablet.deviceId]); // a backup from before it
    const bring = async () => (await admin.request()).work.importFile(work);
    expect((await refusalOf(bring())).code).toBe('work.deviceUnknown');
    await (await tablet.browser.request()).sync.hello({ deviceId: tablet.deviceId, deviceLabel: 'test' });
    expect(await bring()).toEqual({ applied: 1, refused: [] });
  });
});
