import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partsOf, type SurrenderInput, type UnsentWork } from '../../sync/protocol/unsent-work';
import { createTestOffice, refusalOf, TEST_PASSWORD, TestBrowser, type Office } from '../test/office';
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

const sessionOf = async (memberId: string) =>
  (await office.deps.prisma.session.findFirstOrThrow({ where: { memberId }, orderBy: { createdAt: 'desc' } })).id;
const reportLost = async (tablet: Tablet) =>
  (await admin.request()).members.reportLost({
    memberId: tablet.memberId,
    sessionId: await sessionOf(tablet.memberId),
  });
const surrender = async (tablet: Tablet, work: SurrenderInput = unsentWork(tablet)) =>
  (await tablet.browser.request()).sync.surrender(work);
const waiting = async (tablet: Tablet) =>
  (await (await admin.request()).work.surrendered()).filter(({ memberId }) => memberId === tablet.memberId);

describe('a device that was reported lost', () => {
  it('is told so at every call, unlike one whose session merely ended', async () => {
    const member = await office.addMember({ teamId });
    const [tablet, phone] = [await Tablet.signIn(office, member), await Tablet.signIn(office, member)];
    const [, tabletSession] = (
      await office.deps.prisma.session.findMany({ where: { memberId: member.id }, orderBy: { id: 'desc' } })
    ).map(({ id }) => id);
    await office.deps.prisma.session.update({
      where: { id: tabletSession! },
      data: { expiresAt: new Date(office.clock.nowMs - 1) },
    });
    expect((await refusalOf(tablet.pullPage('customers'))).code).toBe('auth.required');
    // It had ended before; reported lost it is one that wipes itself.
    await (await phone.browser.request()).auth.reportLost({ sessionId: tabletSession! });
    for (const call of [
      () => tablet.pullPage('customers'),
      async () => (await tablet.browser.request()).auth.me(),
      () => tablet.send({ ...tablet.outgoing('customers'), rows: [] }),
    ]) {
      expect((await refusalOf(call())).code).toBe('session.revoked');
    }
    expect(await (await phone.browser.request()).auth.me()).toMatchObject({ memberId: member.id });
    expect((await refusalOf((await phone.browser.request()).auth.reportLost({ sessionId: tabletSession! }))).code).toBe(
      'session.unknown',
    );
    const trail = await office.deps.prisma.auditEvent.findMany({
      where: { documentId: tabletSession! },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ action }) => action)).toEqual(['auth.signedIn', 'session.lost']);
  });

  it('is told so when its person had signed out and left work on it, and can still hand it in', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    tablet.create('customers', tablet.newCustomer());
    const ask = async () => (await (await tablet.browser.request()).auth.office()).revoked;
    expect(await ask()).toBeNull();
    await (await tablet.browser.request()).auth.signOut();
    expect(await ask()).toBeNull();
    await reportLost(tablet);
    expect(await ask()).toEqual({ memberId: tablet.memberId });
    await surrender(tablet);
    expect(await waiting(tablet)).toMatchObject([{ documents: 1 }]);
    // Whoever signs in on it anew is nobody's lost device.
    const { email } = await office.deps.prisma.member.findUniqueOrThrow({ where: { id: tablet.memberId } });
    await tablet.browser.signIn(email);
    expect(await ask()).toBeNull();
    expect((await (await tablet.browser.request()).auth.me()).memberId).toBe(tablet.memberId);
  });

  it("cannot close the hand-in of another device of its person's", async () => {
    const member = await office.addMember({ teamId });
    const stolen = await Tablet.signIn(office, member);
    const stolenSession = await sessionOf(member.id);
    office.clock.nowMs += 1_000;
    const tablet = await Tablet.signIn(office, member);
    tablet.create('customers', tablet.newCustomer());
    await (await tablet.browser.request()).auth.reportLost({ sessionId: stolenSession });
    const forged = { ...unsentWork(stolen), deviceId: tablet.deviceId };
    expect((await refusalOf(surrender(stolen, forged))).code).toBe('sync.deviceForeign');
    await reportLost(tablet);
    await surrender(tablet);
    expect(await waiting(tablet)).toMatchObject([{ documents: 1 }]);
  });

  it('hands in under the newest session of its browser, even one that has not synchronised yet', async () => {
    const member = await office.addMember({ teamId });
    const tablet = await Tablet.signIn(office, member);
    tablet.create('customers', tablet.newCustomer());
    office.clock.nowMs += 1_000;
    await tablet.browser.signIn(member.email);
    await reportLost(tablet);
    await surrender(tablet);
    expect(await waiting(tablet)).toMatchObject([{ documents: 1 }]);
  });

  it('can be reported by its owner and by an admin, and by nobody else', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    const other = new TestBrowser(office.deps);
    await other.signIn((await office.addMember({ role: 'manager', teamId })).email);
    const sessionId = await sessionOf(tablet.memberId);
    expect((await refusalOf((await other.request()).auth.reportLost({ sessionId }))).code).toBe('session.unknown');
    expect(
      (await refusalOf((await other.request()).members.reportLost({ memberId: tablet.memberId, sessionId }))).code,
    ).toBe('auth.forbidden');
    expect((await refusalOf((await other.request()).members.devices({ memberId: tablet.memberId }))).code).toBe(
      'auth.forbidden',
    );
    await reportLost(tablet);
    expect(await (await admin.request()).members.devices({ memberId: tablet.memberId })).toMatchObject([
      { sessionId, state: 'lost' },
    ]);
    await surrender(tablet);
    expect(await (await admin.request()).members.devices({ memberId: tablet.memberId })).toMatchObject([
      { state: 'wiped' },
    ]);
  });

  it("hands its work in once; nothing is applied until an admin says so, then as the person's own", async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }), -7_200_000);
    const id = tablet.create('customers', tablet.newCustomer({ firstName: 'Eski' }));
    await tablet.sync();
    tablet.edit('customers', id, { city: 'Bodrum' });
    const created = tablet.create('customers', tablet.newCustomer({ firstName: 'Yeni' }));
    const call = tablet.create('interactions', tablet.newInteraction(created));
    await reportLost(tablet);
    const work = unsentWork(tablet);
    await surrender(tablet, work);
    expect((await refusalOf(surrender(tablet, work))).code).toBe('work.alreadyHandedIn');
    expect(await office.deps.prisma.customer.findUnique({ where: { id: created } })).toBeNull();

    const [entry] = await waiting(tablet);
    expect(entry).toMatchObject({ documents: 3, deviceLabel: 'test' });
    office.clock.nowMs += 3 * 24 * 3_600_000;
    expect(await (await admin.request()).work.applySurrendered({ id: entry!.id })).toEqual({ applied: 3, refused: [] });
    expect(await office.deps.prisma.customer.findUnique({ where: { id } })).toMatchObject({ city: 'Bodrum' });
    expect(await office.deps.prisma.interaction.findUnique({ where: { id: call } })).toMatchObject({
      authorId: tablet.memberId,
    });
    const trail = await office.deps.prisma.auditEvent.findMany({ where: { documentId: created } });
    const adminId = (await (await admin.request()).auth.me()).memberId;
    expect(trail).toMatchObject([
      { action: 'create', memberId: tablet.memberId, deviceId: tablet.deviceId, importedBy: adminId },
    ]);
    // Two hours slow when it was handed in: put right, whenever it is applied.
    expect(trail[0]!.deviceAt!.getTime()).toBe(office.clock.nowMs - 3 * 24 * 3_600_000);
    expect(await waiting(tablet)).toEqual([]);
    expect((await refusalOf((await admin.request()).work.applySurrendered({ id: entry!.id }))).code).toBe(
      'work.unknown',
    );
  });

  it('hands in more than one request carries in parts: each once, none after the last, decided as one', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    const customer = tablet.create('customers', tablet.newCustomer());
    const call = tablet.create('interactions', tablet.newInteraction(customer));
    await reportLost(tablet);
    const work = unsentWork(tablet);
    const [first, second] = partsOf(work, 10) as [UnsentWork, UnsentWork];
    await surrender(tablet, { ...first, isLast: false });
    expect((await refusalOf(surrender(tablet, { ...first, isLast: false }))).code).toBe('work.alreadyHandedIn');
    expect(await (await admin.request()).members.devices({ memberId: tablet.memberId })).toMatchObject([
      { state: 'lost' },
    ]);
    await surrender(tablet, { ...second, isLast: true });
    expect((await refusalOf(surrender(tablet, { ...work, isLast: false }))).code).toBe('work.alreadyHandedIn');
    expect(await (await admin.request()).members.devices({ memberId: tablet.memberId })).toMatchObject([
      { state: 'wiped' },
    ]);
    const entries = await waiting(tablet);
    expect(entries).toMatchObject([{ documents: 2 }]);
    expect(await (await admin.request()).work.applySurrendered({ id: entries[0]!.id })).toEqual({
      applied: 2,
      refused: [],
    });
    expect(await office.deps.prisma.interaction.findUnique({ where: { id: call } })).toMatchObject({
      customerId: customer,
    });
    expect(await waiting(tablet)).toEqual([]);
  });

  it('keeps waiting what a rule refuses, and can be applied again doing nothing twice, or discarded', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    const good = tablet.create('customers', tablet.newCustomer());
    tablet.create('customers', tablet.newCustomer({ phone: '0532' }));
    await reportLost(tablet);
    await surrender(tablet);
    const [entry] = await waiting(tablet);
    const ask = async () => (await admin.request()).work.applySurrendered({ id: entry!.id });
    expect(await ask()).toMatchObject({
      applied: 1,
      refused: [{ collection: 'customers', code: 'sync.invalidDocument' }],
    });
    expect(await ask()).toMatchObject({ applied: 1, refused: [{}] });
    expect((await office.deps.prisma.customer.findUniqueOrThrow({ where: { id: good } })).version).toBe(1n);
    await (await admin.request()).work.discardSurrendered({ id: entry!.id });
    expect(await waiting(tablet)).toEqual([]);
  });

  it('hands in what the database could not keep as it is, with as little replaced as possible', async () => {
    const tablet = await Tablet.signIn(office, await office.addMember({ teamId }));
    const whole = tablet.create('customers', tablet.newCustomer({ notes: 'tamam' }));
    const half = tablet.create('customers', tablet.newCustomer({ notes: 'yarım \0 \ud83d' }));
    await reportLost(tablet);
    await surrender(tablet);
    const [work] = await waiting(tablet);
    expect(await (await admin.request()).work.applySurrendered({ id: work!.id })).toMatchObject({
      applied: 2,
      refused: [],
    });
    const rows = await office.deps.prisma.customer.findMany({
      where: { id: { in: [whole, half] } },
      select: { id: true, notes: true },
    });
    expect(Object.fromEntries(rows.map(({ id, notes }) => [id, notes]))).toEqual({
      [whole]: 'tamam',
      [half]: 'yarım \ufffd \ufffd',
    });
  });

  it('hands in nothing while it is not lost, for somebody else, or out of form', async () => {
    const [tablet, other] = [
      await Tablet.signIn(office, await office.addMember({ teamId })),
      await Tablet.signIn(office, await office.addMember({ teamId })),
    ];
    expect((await refusalOf(surrender(tablet))).code).toBe('auth.required');
    await reportLost(tablet);
    expect((await refusalOf(surrender(tablet, unsentWork(other)))).code).toBe('sync.deviceForeign');
    expect((await refusalOf(surrender(tablet, { ...unsentWork(tablet), deviceId: other.deviceId }))).code).toBe(
      'sync.deviceForeign',
    );
    await expect(
      surrender(tablet, {
        ...unsentWork(tablet),
        documents: [{ collection: 'members' as 'customers', row: { id: 'x1', seen: 0, patch: {} } }],
      }),
    ).rejects.toThrow();
    expect(await office.deps.prisma.surrenderedWork.count({ where: { memberId: tablet.memberId } })).toBe(0);
    expect((await refusalOf((await other.browser.request()).work.surrendered())).code).toBe('auth.forbidden');
  });
});

describe('a device whose session a person ended from elsewhere', () => {
  const codeOf = async (tablet: Tablet) => (await refusalOf(tablet.pullPage('customers'))).code;
  const stateOf = async ({ memberId }: Tablet, sessionId: string) =>
    (await (await admin.request()).members.devices({ memberId })).find((device) => device.sessionId === sessionId)
      ?.state;
  const bothOf = async (member: { id: string; email: string }) => {
    const tablet = await Tablet.signIn(office, member);
    const sessionId = await sessionOf(member.id);
    return { tablet, sessionId, phone: await Tablet.signIn(office, member) };
  };

  it.each(['itself, from the list', 'with all others', 'by an admin'] as const)(
    '%s, hands in its work and wipes itself',
    async (how) => {
      const { tablet, sessionId, phone } = await bothOf(await office.addMember({ teamId }));
      const id = tablet.create('customers', tablet.newCustomer({ notes: how }));
      expect((await refusalOf(surrender(tablet))).code).toBe('auth.required');
      if (how === 'itself, from the list') await (await phone.browser.request()).auth.revokeSession({ sessionId });
      else if (how === 'with all others')
        expect(await (await phone.browser.request()).auth.revokeOtherSessions()).toEqual({ endedSessions: 1 });
      else await (await admin.request()).members.endSession({ memberId: tablet.memberId, sessionId });
      expect([await codeOf(tablet), await stateOf(tablet, sessionId)]).toEqual(['session.revoked', 'revoked']);
      await surrender(tablet);
      expect(await stateOf(tablet, sessionId)).toBe('cleared');
      expect(await office.deps.prisma.customer.count({ where: { id } })).toBe(0);
      const [work] = await waiting(tablet);
      await (await admin.request()).work.applySurrendered({ id: work!.id });
      expect(await office.deps.prisma.customer.findUniqueOrThrow({ where: { id } })).toMatchObject({
        notes: how,
        createdBy: tablet.memberId,
      });
      expect(await (await phone.browser.request()).auth.me()).toMatchObject({ memberId: tablet.memberId });
    },
  );

  it('or whose account was closed, wherever its sessions ended before', async () => {
    const member = await office.addMember({ teamId });
    const { tablet, sessionId, phone } = await bothOf(member);
    await office.deps.prisma.session.update({
      where: { id: sessionId },
      data: { expiresAt: new Date(office.clock.nowMs - 1) },
    });
    await (await admin.request()).members.setActive({ memberId: member.id, isActive: false });
    expect([await codeOf(tablet), await codeOf(phone)]).toEqual(['session.revoked', 'session.revoked']);
    await surrender(phone);
    // Reopening the account does not take it back.
    await (await admin.request()).members.setActive({ memberId: member.id, isActive: true });
    expect(await codeOf(tablet)).toBe('session.revoked');
    expect(await (await Tablet.signIn(office, member)).pullPage('customers')).toMatchObject({ gone: [] });
  });

  it('keeps everything where the session ran out, or a new password ended it', async () => {
    const member = await office.addMember({ teamId });
    const { tablet, sessionId, phone } = await bothOf(member);
    await (
      await phone.browser.request()
    ).auth.changePassword({ currentPassword: TEST_PASSWORD, newPassword: 'turuncu-vapur-iskelesi' });
    expect([await codeOf(tablet), await stateOf(tablet, sessionId)]).toEqual(['auth.required', 'ended']);
    await (await admin.request()).members.resetPassword({ memberId: member.id });
    expect([await codeOf(tablet), await codeOf(phone)]).toEqual(['auth.required', 'auth.required']);
    expect((await refusalOf(surrender(tablet))).code).toBe('auth.required');
  });

  it('is not ended by somebody of the team, nor twice', async () => {
    const { tablet, sessionId, phone } = await bothOf(await office.addMember({ teamId }));
    expect(
      (await refusalOf((await phone.browser.request()).members.endSession({ memberId: tablet.memberId, sessionId })))
        .code,
    ).toBe('auth.forbidden');
    const { memberId } = await Tablet.signIn(office, await office.addMember({ teamId }));
    expect((await refusalOf((await admin.request()).members.endSession({ memberId, sessionId }))).code).toBe(
      'session.unknown',
    );
    await (await admin.request()).members.endSession({ memberId: tablet.memberId, sessionId });
    expect(
      (await refusalOf((await admin.request()).members.endSession({ memberId: tablet.memberId, sessionId }))).code,
    ).toBe('session.unknown');
  });
});
