import { describe, expect, it } from 'vitest';
import { answerIn } from '../appointment-news';
import { answeredDates, answerTo } from './customer-answers';
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

  it('is a no that called it off also where a tablet without network moved it meanwhile', () => {
    const moved = { startsAt: '2027-01-06T09:00:00.000Z', status: 'cancelled', customerAnswer: 'declined' };
    const said = { answerNote: 'Hastayım', cancelReason: 'Hastayım' };
    expect(answerTo(shown({ ...moved, ...said }))).toBe('declined');
    // Called off by somebody else later, for another reason.
    expect(answerTo(shown({ ...moved, ...said, cancelReason: 'Ofis kapalı' }))).toBeNull();
    expect(answerTo(shown({ ...moved, ...said, occurrence: { isChanged: false } }))).toBeNull();
  });

  it('is found on the date it is to when the appointment recurs since', () => {
    const series = shown({
      endsAt: '2027-01-05T10:00:00.000Z',
      zone: 'Europe/Istanbul',
      recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
    }) as Parameters<typeof answeredDates>[0][number];
    expect(answeredDates([series]).map(({ startsAt }) => startsAt)).toEqual([LATER]);
    expect(answeredDates([{ ...series, answeredFor: NOW }])).toEqual([]);
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
