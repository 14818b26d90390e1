import { expect, it } from 'vitest';
import { stackLimit } from './use-stack-limit';

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
