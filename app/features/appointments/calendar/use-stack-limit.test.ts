import { expect, it } from 'vitest';
import { stackLimit, teamCalendarPx, teamLanePx } from './use-stack-limit';

it.each([
  ['week', 1094, 2],
  ['week', 734, 1],
  ['days', 390, 1],
  ['day', 390, 3],
  ['day', 1094, 10],
  ['week', 300, 1],
] as const)('in %s, %i px wide, %i stand side by side', (view, widthPx, count) => {
  expect(stackLimit(view, widthPx)).toBe(count);
});

const entry = (customer: string, agent: string) => ({ customer, agent, clashes: [] });

it('among several people’s an appointment is as wide as its longest word, and a week of usual names fits', () => {
  const usual = teamLanePx([entry('Fatma Nur Hacıosmanoğlu', 'Zeynep Yılmaz'), entry('Ali Öz', 'Can Öz')]);
  expect(usual).toBeGreaterThan(100);
  // What a tablet in landscape has beside the menu.
  expect(teamCalendarPx('week', usual)).toBeLessThanOrEqual(1092);
  expect(teamLanePx([entry('Ali Büyükkaraosmanoğlu', 'Can Öz')])).toBeGreaterThan(usual);
  expect(teamLanePx([entry('Ali Öz', 'Büyükkaraosmanoğlu Can')])).toBeGreaterThan(usual);
  expect(teamLanePx([])).toBe(96);
  expect(stackLimit('week', 1092, usual)).toBe(1);
  expect(stackLimit('week', 2100, usual)).toBe(2);
});
