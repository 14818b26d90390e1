import { describe, expect, it } from 'vitest';
import type { Reach } from '../../../sync/rules/consent';
import { planBulk, type Candidate } from './plan-bulk';

const YES: Reach = { state: 'given', reason: 'consent', since: '2026-11-01T00:00:00.000Z' };
const no = (reason: Reach['reason']): Reach => ({ state: 'no', reason, since: '2026-11-01T00:00:00.000Z' });
let made = 0;
const candidate = (values: Partial<Candidate> = {}): Candidate => ({
  id: `c${(made += 1)}`,
  firstName: 'Ayşe',
  lastName: 'Kaya',
  language: 'tr',
  isGone: false,
  address: `+9053200000${String(made).padStart(2, '0')}`,
  reach: YES,
  values: { firstName: 'Ayşe' },
  ...values,
});
const TEXTS = {
  tr: { subject: '', body: 'Merhaba {{firstName}}' },
  en: { subject: '', body: 'Hello {{firstName}}' },
} as const;
const plan = (candidates: readonly Candidate[], texts: Partial<typeof TEXTS> = TEXTS, hasTurkish = true) =>
  planBulk(candidates, 'sms', (language) => texts[language] ?? null, hasTurkish);

describe('several at once', () => {
  it('each reads it in their own language, counted with what is added to it', () => {
    const { leaving, left } = plan([
      candidate(),
      candidate({ language: 'en', values: { firstName: 'Ann' } }),
      candidate({ values: { firstName: 'a'.repeat(137) } }),
    ]);
    expect(leaving.map(({ body, smsParts }) => [body.slice(0, 12), smsParts])).toEqual([
      ['Merhaba Ayşe', 1],
      ['Hello Ann', 1],
      ['Merhaba aaaa', 2],
    ]);
    expect(left).toEqual([]);
  });

  it('whoever does not get it is named with the reason', () => {
    const left = [
      candidate({ isGone: true }),
      candidate({ address: '' }),
      candidate({ reach: null }),
      candidate({ reach: no('withdrawn') }),
      candidate({ reach: no('iys') }),
      candidate({ reach: no('stopped') }),
      candidate({ reach: no('bounced') }),
      candidate({ values: {} }),
      candidate({ values: { firstName: 'saha.com/x' } }),
      candidate({ values: { firstName: 'ş'.repeat(500) } }),
    ];
    const outcome = plan(left);
    expect(outcome.leaving).toEqual([]);
    expect(outcome.left.map(({ customer, reason }) => [customer.id, reason])).toEqual(
      left.map(({ id }, at) => [
        id,
        ['gone', 'address', 'consent', 'refused', 'refused', 'stopped', 'stopped', 'missing', 'link', 'long'][at],
      ]),
    );
    expect(outcome.left.find(({ reason }) => reason === 'missing')?.missing).toEqual(['firstName']);
  });

  it('an address gets it once, however it is written; one who is left out takes nobody’s place', () => {
    const address = '+905321112233';
    const [missing, first, second] = [
      candidate({ address, values: {} }),
      candidate({ address }),
      candidate({ address: '+90 532 111 22 33' }),
    ];
    const { leaving, left } = plan([missing, first, second]);
    expect(leaving.map(({ customer }) => customer.id)).toEqual([first.id]);
    expect(left.map(({ customer, reason }) => [customer.id, reason])).toEqual([
      [missing.id, 'missing'],
      [second.id, 'duplicate'],
    ]);
  });

  it('a template that says nothing there leaves nobody', () => {
    expect(plan([candidate()], {}).left.map(({ reason }) => reason)).toEqual(['text']);
  });

  it('a carrier that does not know the Turkish table makes it dearer', () => {
    const one = [candidate({ values: { firstName: 'ş'.repeat(60) } })];
    expect([plan(one, TEXTS, true), plan(one, TEXTS, false)].map(({ leaving }) => leaving[0]?.smsParts)).toEqual([
      1, 2,
    ]);
  });
});
