import { expect, it } from 'vitest';
import type { Facts } from './facts.store';
import { measure, rounded } from './measures';

const none: Facts = {
  ...{ leads: [], contacts: [], bookings: [], outcomes: [], moves: [], messages: [], turns: [], mailings: [] },
  standing: [],
};
const many = (count: number, one: object) =>
  Array.from({ length: count }, (_, at) => ({ id: `${at}`, ...one })) as never[];
const counting = { untilMs: 0, kindOf: (stage: string) => stage, workingDays: 20, minutesAtWork: () => 0 };

it('measures by working days and by customers held, and by neither of too few', () => {
  const facts = {
    ...{ ...none, contacts: many(30, { kind: 'visit' }), moves: many(2, { to: 'won', from: '' }) },
    standing: many(8, {}),
  };
  const fair = measure(facts, counting);
  expect(fair.contactsPerDay).toMatchObject({ value: 1.5 });
  expect(fair.contactsPer100).toMatchObject({ value: 375 });
  expect(fair.wonPer100).toMatchObject({ value: 25 });
  const few = measure({ ...facts, standing: many(4, {}) }, { ...counting, workingDays: 4.9 });
  expect(few.contactsPerDay).toMatchObject({ value: null, isTooFew: true });
  expect(few.contactsPer100).toMatchObject({ value: null, isTooFew: true });
  expect(few.wonPer100).toMatchObject({ value: null, isTooFew: true });
});

it('loses no halves to binary fractions', () => {
  const answered = [
    ...many(23, { kind: 'call', outcome: 'reached' }),
    ...many(57, { kind: 'call', outcome: 'no_answer' }),
  ];
  const contacts = answered.map((one, at) => ({ ...(one as object), id: `${at}` })) as never[];
  expect(measure({ ...none, contacts }, counting).reachedRate.value).toBe(28.8);
  expect(rounded((0.7 + 0.6) / 2)).toBe(0.7);
});
