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

  it("is brought in by the manager of the person's team as the person's own, and twice is once, whichever way it comes first", async () => {
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

  it('is refused in another office or life of it, for people of other teams, and from agents; nothing changes', async () => {
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
        'sync.deviceForeign',
      ],
    ];
    for (const [browser, given, code] of attempts)
      expect((await refusalOf((await browser.request()).work.importFile(given))).code).toBe(code);
    expect(await office.deps.prisma.customer.count()).toBe(before);
  });
});
