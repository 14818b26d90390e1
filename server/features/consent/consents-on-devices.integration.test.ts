/** A yes or no that was written down on a tablet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentFields } from '../../../sync/collections/definition';
import type { createMemoryJournal } from '../../db/journal';
import { outcomes } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams;
let mine: Tablet;
let theirs: Tablet;
let boss: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents, manager } = teams;
  mine = await Tablet.signIn(office, agents[0]);
  theirs = await Tablet.signIn(office, agents[1]);
  boss = await Tablet.signIn(office, manager);
});
afterAll(() => teams.office.close());

const journal = () => (teams.office.deps.journal as ReturnType<typeof createMemoryJournal>).lines;
let made = 0;

async function customer(tablet: Tablet, email = `kisi${(made += 1)}@ornek.example`): Promise<string> {
  const id = tablet.create('customers', tablet.newCustomer({ email }));
  await tablet.push('customers');
  return id;
}
function said(tablet: Tablet, customerId: string, values: DocumentFields = {}): string {
  const now = new Date(tablet.nowMs).toISOString();
  return tablet.create('consents', {
    customerId,
    channel: 'email',
    address: String(tablet.fields('customers', customerId)?.['email']),
    decision: 'given',
    source: 'in_person',
    wordingId: 'capture-email-tr-1',
    wording: 'Kabul ediyorum.',
    evidence: '',
    occurredAt: now,
    recordedBy: tablet.memberId,
    createdAt: now,
    ...values,
  });
}
const reach = (tablet: Tablet, id: string) => tablet.fields('customers', id)?.['reach'];

describe('a consent written down on a tablet', () => {
  it('reaches every card of the address, is in the journal before the answer, and shows no stranger', async () => {
    const email = 'Ortak@ornek.example';
    const [ours, foreign] = [await customer(mine, email), await customer(theirs, email.toLowerCase())];
    const id = said(mine, ours);
    const results = await mine.push('consents');
    expect(outcomes(results)).toEqual(['merged']);
    expect(mine.fields('consents', id)).toMatchObject({ receivedAt: new Date(mine.nowMs).toISOString() });
    expect(journal().filter((line) => line.kind === 'consent' && line.id === id)).toHaveLength(1);
    for (const tablet of [mine, theirs, boss]) await tablet.sync();
    const since = new Date(mine.nowMs).toISOString();
    for (const [tablet, card] of [
      [mine, ours],
      [boss, ours],
      [theirs, foreign],
    ] as const) {
      expect(reach(tablet, card)).toEqual({ email: { state: 'given', reason: 'consent', since } });
      expect(tablet.fields('customers', card)).toMatchObject({ marketingConsent: true });
    }
    expect(boss.get('consents', id)).toBeDefined();
    expect(theirs.get('consents', id)).toBeUndefined();
  });

  it('of which the answer was lost is in the journal again when it is said again', async () => {
    const id = said(mine, await customer(mine));
    await mine.push('consents', { loseAnswer: true });
    journal().splice(0);
    expect(outcomes(await mine.push('consents'))).toEqual(['merged']);
    expect(journal()).toMatchObject([{ kind: 'consent', id, decision: 'given' }]);
  });

  it('that could not be kept is not answered', async () => {
    const id = said(mine, await customer(mine));
    const { journal: kept } = teams.office.deps;
    const append = kept.append.bind(kept);
    kept.append = () => Promise.reject(new Error('the disk is full'));
    await expect(mine.push('consents')).rejects.toThrow();
    kept.append = append;
    expect(mine.get('consents', id)?.sync.outbox).toMatch(/^w/);
    expect(outcomes(await mine.push('consents'))).toEqual(['merged']);
  });

  it('is a no also from a tablet whose person lost the customer meanwhile; a yes is not', async () => {
    const [kept, lost] = [await customer(mine), await customer(mine)];
    const no = said(mine, lost, { decision: 'withdrawn', wording: '' });
    const yes = said(mine, lost, { channel: 'email' });
    const { pool } = teams.office.deps;
    await pool.query('UPDATE customers SET owner_id = $2 WHERE id = $1', [lost, teams.agents[1].id]);
    const byId = new Map((await mine.push('consents')).map((result) => [result.id, result]));
    expect(byId.get(no)).toMatchObject({ outcome: 'applied', gone: true });
    expect(byId.get(yes)).toMatchObject({ outcome: 'refused', code: 'consent.outOfScope' });
    await theirs.sync();
    expect(reach(theirs, lost)).toMatchObject({ email: { state: 'no', reason: 'withdrawn' } });
    expect(kept).toBeDefined();
  });

  it('lifts a way out only with something that proves it', async () => {
    const email = 'cikti@ornek.example';
    const id = await customer(mine, email);
    const { pool } = teams.office.deps;
    await pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'unsubscribed', $2
        FROM customers WHERE id = $1`,
      [id, new Date(mine.nowMs - 60_000).toISOString()],
    );
    said(mine, id);
    await mine.sync();
    expect(reach(mine, id)).toMatchObject({ email: { state: 'no', reason: 'unsubscribed' } });
    teams.office.clock.nowMs += 1_000;
    said(mine, id, { evidence: 'signature M10 10l200 4' });
    await mine.sync();
    expect(reach(mine, id)).toMatchObject({ email: { state: 'given' } });
  });

  it.each([
    ['what only the office says', { source: 'unsubscribe_link' }, 'consent.sourceForbidden'],
    ['the name of somebody else', { recordedBy: '01890000-0000-7000-8000-000000000001' }, 'request.invalid'],
    ['no address', { address: 'kimse' }, 'consent.addressInvalid'],
    ['a yes to nothing', { wording: '  ' }, 'sync.invalidDocument'],
    ['a drawing without end', { evidence: 'x'.repeat(12_001) }, 'sync.invalidDocument'],
    ['a customer nobody has', { customerId: '01890000-0000-7000-8000-000000000002' }, 'consent.customerUnknown'],
    ['a yes of tomorrow', { occurredAt: '2027-01-01T00:00:00.000Z' }, 'consent.inFuture'],
  ])('is refused with %s', async (_, values, code) => {
    said(mine, await customer(mine), values);
    expect(outcomes(await mine.push('consents'))).toEqual([code]);
  });

  it('stays as it was said, and reach is nobody’s to write', async () => {
    const customerId = await customer(mine);
    const id = said(mine, customerId, { decision: 'withdrawn', wording: '' });
    await mine.sync();
    mine.edit('consents', id, { decision: 'given' });
    mine.edit('customers', customerId, { reach: {}, marketingConsent: true });
    await mine.sync();
    expect(mine.fields('consents', id)).toMatchObject({ decision: 'withdrawn' });
    expect(mine.fields('customers', customerId)).toMatchObject({ marketingConsent: false });
    expect(reach(mine, customerId)).toMatchObject({ email: { state: 'no' } });
  });
});
