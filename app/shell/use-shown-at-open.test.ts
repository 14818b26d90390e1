// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Basis } from '../../sync/rules/document';
import { makeStamp } from '../../sync/rules/stamp';
import { useShownAtOpen } from './use-shown-at-open';

afterEach(cleanup);
const basis = (stage: string, atMs: number): Basis => ({
  stamp: makeStamp(atMs, 0, 'bbbbbbbb'),
  values: { stage },
});
const [BEFORE, ARRIVED] = [basis('new', 1), basis('won', 2)];

test('who chooses from a list chooses over what stood there when it was opened, whatever arrived since', () => {
  const { result, rerender } = renderHook((now: Basis) => useShownAtOpen(now), { initialProps: BEFORE });
  act(() => result.current.onOpenChange(true));
  rerender(ARRIVED);
  // It closes in the moment of choosing.
  act(() => result.current.onOpenChange(false));
  expect(result.current.begun()).toBe(BEFORE);
  // The next choice is made over what stands then, opened or not.
  expect(result.current.begun()).toBe(ARRIVED);
});
