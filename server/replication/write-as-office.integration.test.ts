import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOffice, type Office } from '../test/office';
import { Tablet } from '../test/tablet';
import { onceInTransaction } from '../db/in-transaction';
import { nothingFollows, writeWithin } from './write-as-office';

let office: Office;
let agent: { id: string; email: string };
let tablet: Tablet;
beforeAll(async () => {
  office = await createTestOffice();
  agent = await office.addMember();
  tablet = await Tablet.signIn(office, agent);
});
afterAll(() => office.close());

async function customer(values: Record<string, unknown> = {}): Promise<string> {
  const id = tablet.create('customers', {
    firstName: 'Ada',
    lastName: 'Işık',
    language: 'tr',
    source: 'fair',
    stage: 'new',
    ownerId: agent.id,
    createdBy: agent.id,
    createdAt: new Date(office.clock.nowMs).toISOString(),
    ...values,
  });
  await tablet.push('customers');
  return id;
}
const audited = async (id: string) =>
  (
    await office.deps.pool.query<{ memberId: string | null; cause: string; after: object }>(
      `SELECT member_id AS "memberId", cause, after FROM audit_events WHERE document_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    )
  ).rows[0];

describe('the office', () => {
  it('writes with its own stamp and the cause in the trail, and devices learn of it', async () => {
    const id = await customer();
    const outcomes = await office.deps.writeAsOffice('customers', [{ id, values: { city: 'Ordu' } }], 'job:test');
    expect(outcomes).toEqual([{ id, outcome: 'written' }]);
    expect(await audited(id)).toEqual({ memberId: null, cause: 'job:test', after: { city: 'Ordu' } });
    await tablet.pull('customers');
    expect(tablet.fields('customers', id)).toMatchObject({ city: 'Ordu', firstName: 'Ada' });
    expect(tablet.get('customers', id)!.sync.stamps['city']).toMatch(/00000000$/);
  });

  it('writes what only the server writes, which a device cannot', async () => {
    const id = await customer();
    const at = new Date(office.clock.nowMs).toISOString();
    tablet.edit('customers', id, { lastContactAt: at });
    await tablet.push('customers');
    const stands = async () =>
      (await office.deps.pool.query('SELECT last_contact_at AS at FROM customers WHERE id = $1', [id])).rows;
    expect(await stands()).toEqual([{ at: null }]);
    await office.deps.writeAsOffice('customers', [{ id, values: { lastContactAt: at } }], 'job:test');
    expect(await stands()).toEqual([{ at }]);
  });

  it('sees what stands, under the lock, and leaves alone what needs nothing', async () => {
    const id = await customer({ city: 'Muğla' });
    const other = office.deps.newId();
    const outcomes = await office.deps.writeAsOffice(
      'customers',
      [
        { id, values: (stands) => (stands?.['city'] === 'Muğla' ? { city: 'Muğla merkez' } : null) },
        { id: other, values: (stands) => (stands === null ? null : { city: 'x' }) },
      ],
      'import:1',
    );
    expect(outcomes).toEqual([{ id, outcome: 'written' }]);
    expect(
      await office.deps.writeAsOffice('customers', [{ id, values: { firstName: '', lastName: '' } }], 'job:x'),
    ).toEqual([{ id, outcome: 'refused', code: 'customer.nameMissing' }]);
  });

  it('writes within the transaction of somebody else, all of it or nothing', async () => {
    const id = await customer();
    const broken = onceInTransaction(office.deps.pool, async (client) => {
      const { touched } = await writeWithin(
        client,
        office.clock.nowMs,
        'job:test',
        nothingFollows(),
      )('customers', [{ id, values: { city: 'Bodrum' } }]);
      expect(touched).toEqual(['customers']);
      throw new Error('the end');
    });
    await expect(broken).rejects.toThrow('the end');
    await tablet.pull('customers');
    expect(tablet.fields('customers', id)).toMatchObject({ city: '' });
  });
});

describe('rows of one save', () => {
  it('are taken or refused together, and hold nobody else back', async () => {
    const [one, two, alone] = [await customer(), await customer(), await customer()];
    tablet.edit('customers', one, { city: 'Rize' });
    tablet.edit('customers', two, { countryId: 'XX' });
    tablet.edit('customers', alone, { city: 'Van' });
    const input = tablet.outgoing('customers');
    for (const row of input.rows) if (row.id !== alone) Object.assign(row, { group: 'save-1' });
    const { results } = await tablet.send(input);
    const of = (id: string) => results.find((result) => result.id === id);
    expect(of(one)).toMatchObject({ outcome: 'refused', code: 'sync.groupRefused' });
    expect(of(two)).toMatchObject({ outcome: 'refused', code: 'sync.invalidDocument' });
    expect(of(alone)).toMatchObject({ outcome: 'applied' });
    const again = { ...input, rows: input.rows.filter(({ id }) => id === one) };
    expect((await tablet.send(again)).results).toMatchObject([{ outcome: 'applied' }]);
  });
});
