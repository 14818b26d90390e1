import { parseDate } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import { isOpenStep, nextStepOf, suggestedSteps } from './next-step';

const addDays = (date: string, days: number) => parseDate(date).add({ days }).toString();
const suggested = (clock: string) =>
  suggestedSteps('2026-12-30', clock, addDays).map(
    ({ id, nextStepDueOn, nextStepDueTime }) => `${id} ${nextStepDueOn} ${nextStepDueTime}`,
  );

describe('when to call again', () => {
  it('is later today, tomorrow or the same weekday of next week, over the end of the year', () => {
    expect(suggested('11:10')).toEqual(['later 2026-12-30 13:30', 'tomorrow 2026-12-31 ', 'week 2027-01-06 ']);
    expect(suggested('11:00')[0]).toBe('later 2026-12-30 13:00');
  });

  it('leaves the evening alone', () => {
    expect(suggested('18:00')[0]).toBe('later 2026-12-30 20:00');
    expect(suggested('18:05').map((words) => words.split(' ')[0])).toEqual(['tomorrow', 'week']);
    expect(suggested('23:59').map((words) => words.split(' ')[0])).toEqual(['tomorrow', 'week']);
  });
});

it('is open while it has a day and is not done', () => {
  expect(isOpenStep(nextStepOf({}))).toBe(false);
  expect(isOpenStep(nextStepOf({ nextStepDueOn: '2026-12-30' }))).toBe(true);
  expect(isOpenStep(nextStepOf({ nextStepDueOn: '2026-12-30', nextStepDoneAt: '2026-12-30T10:00:00.000Z' }))).toBe(
    false,
  );
});
