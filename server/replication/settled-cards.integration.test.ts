import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestOffice, type Office } from '../test/office';
import { outcomes } from '../test/one-team';
import { Tablet } from '../test/tablet';

let office: Office;
let mine: Tablet, other: Tablet, boss: Tablet;

beforeAll(async () => {
  office = await createTestOffice();
});
afterAll(() => office.close());
beforeEach(async () => {
  const teamId = await office.addTeam(`Ekip ${office.deps.newId()}`);
  const agent = await office.addMember({ teamId });
  const manager = await office.addMember({ role: 'manager', teamId });
  [mine, other, boss] = await Promise.all([
    Tablet.signIn(office, agent),
    Tablet.signIn(office, agent),
    Tablet.signIn(office, manager),
  ]);
  office.clock.nowMs += 3_600_000;
});

const tick = () => {
  office.clock.nowMs += 1_000;
};
/** A customer whose `unit` two people wrote: the boss's value shows, the agent's is on the card. Everybody holds it. */
async function clash(unit = 'notes', values = {}): Promise<{ id: string; cardId: string }> {
  const id = mine.create('customers', mine.newCustomer(values));
  await mine.push('customers');
  await boss.pull('customers');
  mine.edit('customers', id, { [unit]: 'danışman' });
  tick();
  boss.edit('customers', id, { [unit]: 'yönetici' });
  await boss.push('customers');
  await mine.push('customers');
  tick();
  for (const tablet of [mine, other, boss]) await tablet.pull('customers');
  const cards = mine.openCards('customers', id);
  expect(cards).toMatchObject([
    { unit, shown: { values: { [unit]: 'yönetici' } }, hidden: { values: { [unit]: 'danışman' } } },
  ]);
  return { id, cardId: cards[0]!.id };
}
const stored = (id: string) => office.deps.prisma.customer.findUniqueOrThrow({ where: { id } });
async function everybodySees(id: string, notes: string, cards: number): Promise<void> {
  for (const tablet of [mine, other, boss]) {
    await tablet.sync();
    await tablet.pull('customers');
    expect(tablet.fields('customers', id)).toMatchObject({ notes });
    expect(tablet.openCards('customers', id)).toHaveLength(cards);
    expect(tablet.get('customers', id)!.sync).toMatchObject({ outbox: '', pending: {} });
  }
}

describe('settling a conflict card', () => {
  it('takes it off the record for everybody, keeping what is shown, in one write', async () => {
    const { id, cardId } = await clash();
    const { version } = await stored(id);
    mine.settle('customers', id, cardId);
    expect(outcomes(await mine.push('customers'))).toEqual(['applied']);
    expect(await stored(id)).toMatchObject({ notes: 'yönetici', conflicts: [], version: version + 1n });
    await everybodySees(id, 'yönetici', 0);
    const [last] = await office.deps.prisma.auditEvent.findMany({
      where: { documentId: id },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(last).toMatchObject({
      action: 'settle',
      memberId: mine.memberId,
      before: { notes: 'danışman' },
      after: { notes: 'yönetici' },
    });
  });

  it('puts the other value, or both, in place with it', async () => {
    for (const notes of ['danışman', 'yönetici\ndanışman']) {
      const { id, cardId } = await clash();
      boss.settle('customers', id, cardId, { notes });
      expect(outcomes(await boss.push('customers'))).toEqual(['applied']);
      expect(await stored(id)).toMatchObject({ notes, conflicts: [] });
      await everybodySees(id, notes, 0);
    }
  });

  it('repeated, late or lost on the way back, changes nothing more', async () => {
    const { id, cardId } = await clash();
    mine.settle('customers', id, cardId, { notes: 'danışman' });
    const sent = mine.outgoing('customers');
    await mine.push('customers', { loseAnswer: true });
    boss.edit('customers', id, { notes: 'sonradan' });
    await boss.pull('customers');
    await boss.push('customers');
    const { version, conflicts } = await stored(id);
    await mine.send(sent);
    expect(outcomes(await mine.push('customers'))).toEqual(['merged']);
    expect(await stored(id)).toMatchObject({ version, conflicts });
  });

  it('is settled once when two people settle it at once, in whichever order they arrive', async () => {
    for (const order of ['mine first', 'boss first'] as const) {
      const { id, cardId } = await clash();
      mine.settle('customers', id, cardId, { notes: 'danışman' });
      tick();
      boss.settle('customers', id, cardId);
      for (const tablet of order === 'mine first' ? [mine, boss] : [boss, mine]) await tablet.push('customers');
      await everybodySees(id, 'danışman', 0);
    }
  });

  it('decided differently at once, becomes a new card that shows both decisions', async () => {
    const { id, cardId } = await clash();
    mine.settle('customers', id, cardId, { notes: 'danışman' });
    tick();
    boss.settle('customers', id, cardId, { notes: 'ikisi' });
    await boss.push('customers');
    await mine.push('customers');
    expect(mine.openCards('customers', id)).toMatchObject([
      { shown: { values: { notes: 'ikisi' } }, hidden: { values: { notes: 'danışman' } } },
    ]);
    expect(mine.openCards('customers', id)[0]!.id).not.toBe(cardId);
    await everybodySees(id, 'ikisi', 1);
  });

  it('leaves a card that a later clash made meanwhile', async () => {
    const { id, cardId } = await clash();
    mine.settle('customers', id, cardId);
    other.edit('customers', id, { notes: 'öbür tablet' });
    tick();
    boss.edit('customers', id, { notes: 'yönetici yine' });
    await boss.push('customers');
    await other.push('customers');
    await mine.push('customers');
    expect(mine.openCards('customers', id)).toMatchObject([
      { shown: { values: { notes: 'yönetici yine' } }, hidden: { values: { notes: 'öbür tablet' } } },
    ]);
    await everybodySees(id, 'yönetici yine', 1);
  });

  it('waits for a decision while the fact is edited on; the card shows what stands', async () => {
    const { id, cardId } = await clash();
    boss.edit('customers', id, { notes: 'düzeltti' });
    expect(outcomes(await boss.push('customers'))).toEqual(['merged']);
    await mine.pull('customers');
    expect(mine.openCards('customers', id)).toMatchObject([
      {
        id: cardId,
        shown: { values: { notes: 'düzeltti' }, memberId: boss.memberId },
        hidden: { values: { notes: 'danışman' } },
      },
    ]);
    // The very value of the other side: nothing is left to decide.
    boss.edit('customers', id, { notes: 'danışman' });
    await boss.push('customers');
    await everybodySees(id, 'danışman', 0);
  });

  it('of somebody who may not see the fact does nothing, and unknown cards are no error', async () => {
    const id = mine.create('customers', mine.newCustomer());
    await mine.push('customers');
    const second = await Tablet.signIn(office, {
      id: boss.memberId,
      email: (await office.deps.prisma.member.findUniqueOrThrow({ where: { id: boss.memberId } })).email,
    });
    for (const tablet of [boss, second]) await tablet.pull('customers');
    boss.edit('customers', id, { managerNote: 'bir' });
    tick();
    second.edit('customers', id, { managerNote: 'iki' });
    await boss.push('customers');
    await second.push('customers');
    const [card] = second.openCards('customers', id);
    await mine.pull('customers');
    expect(mine.openCards('customers', id)).toEqual([]);
    const { version } = await stored(id);
    const row = (ids: unknown) => ({
      collection: 'customers' as const,
      deviceId: mine.deviceId,
      sentAtMs: mine.nowMs,
      rows: [
        {
          id,
          seen: 1,
          patch: {
            settledCards: {
              seq: 50,
              stamp: `0000000000010000${mine.deviceId}`,
              base: '',
              values: { settledCards: ids },
            },
          },
        },
      ],
    });
    expect(outcomes((await mine.send(row([card!.id, 'yok:böyle:kart']))).results)).toEqual(['merged']);
    expect(await stored(id)).toMatchObject({ version, conflicts: [expect.objectContaining({ id: card!.id })] });
    for (const wrong of ['hepsi', [1], Array.from({ length: 101 }, () => 'x')])
      expect(outcomes((await mine.send(row(wrong))).results)).toEqual(['request.invalid']);
  });

  it('of a deletion keeps or deletes, for appointments too', async () => {
    for (const keeps of [true, false]) {
      const customerId = mine.create('customers', mine.newCustomer());
      const id = mine.create('appointments', mine.newAppointment(customerId));
      await mine.sync();
      await boss.sync();
      mine.edit('appointments', id, { deletedAt: new Date(mine.nowMs).toISOString() });
      tick();
      boss.edit('appointments', id, { title: 'hâlâ var' });
      await boss.push('appointments');
      await mine.push('appointments');
      const [card] = mine.openCards('appointments', id);
      expect(card).toMatchObject({ unit: 'deletedAt' });
      mine.settle('appointments', id, card!.id, keeps ? {} : card!.hidden.values);
      await mine.sync();
      await boss.sync();
      expect(boss.openCards('appointments', id)).toEqual([]);
      expect(boss.fields('appointments', id)!['deletedAt'] === '').toBe(keeps);
    }
  });
});

describe('typed over something else than stands', () => {
  /** A customer whom everybody holds; the boss's value has reached all since the agent began to type. */
  async function overtaken(values: Record<string, unknown>, unit: string) {
    const id = mine.create('customers', mine.newCustomer());
    await mine.push('customers');
    for (const tablet of [other, boss]) await tablet.pull('customers');
    const begun = mine.basis('customers', id, unit);
    tick();
    boss.edit('customers', id, values);
    await boss.push('customers');
    await mine.pull('customers');
    tick();
    return { id, bases: { [unit]: begun } };
  }

  it('becomes a card, words and choices alike, though the device had the other value', async () => {
    for (const [unit, theirs, ours] of [
      ['notes', 'yönetici', 'danışman'],
      ['stage', 'lost', 'won'],
    ] as const) {
      const { id, bases } = await overtaken({ [unit]: theirs }, unit);
      mine.edit('customers', id, { [unit]: ours }, bases);
      expect(outcomes(await mine.push('customers'))).toEqual(['merged']);
      expect(mine.openCards('customers', id)).toMatchObject([
        { unit, shown: { values: { [unit]: ours } }, hidden: { values: { [unit]: theirs }, memberId: boss.memberId } },
      ]);
      // A push that comes again asks nothing again.
      const { conflicts, version } = await stored(id);
      mine.edit('customers', id, { city: 'Van' });
      await mine.push('customers');
      expect(await stored(id)).toMatchObject({ conflicts, version: version + 1n });
    }
  });

  it('in two tabs of one person becomes a card, once, whether the first was sent or not', async () => {
    for (const isSent of [true, false]) {
      const id = mine.create('customers', mine.newCustomer({ notes: 'önce' }));
      await mine.push('customers');
      const bases = { notes: mine.basis('customers', id, 'notes') };
      mine.edit('customers', id, { notes: 'birinci sekme' });
      if (isSent) await mine.push('customers');
      tick();
      mine.edit('customers', id, { notes: 'ikinci sekme' }, bases);
      const sent = mine.outgoing('customers');
      await mine.push('customers', { loseAnswer: true });
      await mine.send(sent);
      // Typed on before the answer was heard.
      mine.edit('customers', id, { notes: 'ikinci sekme, devamı' });
      await mine.push('customers');
      expect((await stored(id)).conflicts).toMatchObject([
        {
          shown: { values: { notes: 'ikinci sekme, devamı' } },
          hidden: { values: { notes: 'birinci sekme' }, memberId: mine.memberId },
        },
      ]);
    }
  });

  it('is taken only whole, of this device and fitting', async () => {
    const id = mine.create('customers', mine.newCustomer());
    await mine.push('customers');
    const push = (unseen: unknown) => {
      tick();
      mine.edit('customers', id, { city: `Van ${mine.nowMs}` });
      const input = mine.outgoing('customers');
      Object.assign(input.rows[0]!.patch['city']!, { unseen });
      return mine.send(input);
    };
    const stamp = `0000000000010000${mine.deviceId}`;
    for (const wrong of [
      { seq: 9, stamp: `0000000000010000${boss.deviceId}`, values: { city: 'x' } },
      { seq: 9, stamp, values: { notes: 'x' } },
    ])
      expect(outcomes((await push([wrong])).results)).toEqual(['request.invalid']);
    for (const city of [7, 'x'.repeat(81), '\u0000'])
      expect(outcomes((await push([{ seq: 9, stamp, values: { city } }])).results)).toEqual(['sync.invalidDocument']);
    expect((await stored(id)).conflicts).toEqual([]);
  });
});
