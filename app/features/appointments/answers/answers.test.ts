import { describe, expect, it } from 'vitest';
import { answerIn } from '../appointment-news';
import { answerTo } from './customer-answers';
import { withHeard } from './heard-answers';

const NOW = '2027-01-04T09:00:00.000Z';
const LATER = '2027-01-05T09:00:00.000Z';
const one = {
  id: 'a',
  startsAt: LATER,
  answeredFor: LATER,
  answeredAt: NOW,
  customerAnswer: 'asked',
  status: 'confirmed',
};
type Shown = Parameters<typeof answerTo>[0];
const shown = (values: object) => ({ ...one, deletedAt: '', ...values }) as unknown as Shown;

describe('what a customer said to an appointment', () => {
  it('asks for something as long as it is about this time and nobody has dealt with it', () => {
    expect(answerTo(shown({}))).toBe('asked');
    expect(answerTo(shown({ startsAt: '2027-01-06T09:00:00.000Z' }))).toBeNull();
    expect(answerTo(shown({ status: 'cancelled' }))).toBeNull();
    expect(answerTo(shown({ customerAnswer: 'declined', status: 'cancelled' }))).toBe('declined');
    expect(answerTo(shown({ customerAnswer: 'declined', status: 'confirmed' }))).toBeNull();
    expect(answerTo(shown({ customerAnswer: 'confirmed' }))).toBeNull();
  });

  it('is heard once: the next answer of the same customer is another one, and what has begun is forgotten', () => {
    const heard = withHeard({ 'b 2027-01-01': '2027-01-03T09:00:00.000Z' }, shown({}), NOW);
    expect(heard).toEqual({ [`a ${NOW}`]: LATER });
    expect(Object.keys(withHeard(heard, shown({ answeredAt: LATER }), NOW))).toEqual([`a ${NOW}`, `a ${LATER}`]);
  });

  it('is news the moment it comes, on a date of its own too, and not with what comes after days away', () => {
    const at = Date.parse(NOW) + 60_000;
    const said = { answeredAt: NOW, customerAnswer: 'declined' as const };
    expect(answerIn({ answeredAt: '' }, said, at)).toBe('declined');
    expect(answerIn(undefined, said, at)).toBe('declined');
    expect(answerIn({ answeredAt: NOW }, said, at)).toBeNull();
    expect(answerIn(undefined, said, at + 86_400_000)).toBeNull();
    expect(answerIn(undefined, { answeredAt: '', customerAnswer: '' }, at)).toBeNull();
  });
});
