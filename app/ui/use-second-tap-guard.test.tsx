// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useSecondTapGuard } from './use-second-tap-guard';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a press that follows at once belongs to the button that stood there before', () => {
  let nowMs = 10_000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const press = vi.fn();
  const { result, rerender } = renderHook(({ place }) => useSecondTapGuard(place), { initialProps: { place: 'a' } });
  nowMs += 2_000;
  act(() => rerender({ place: 'b' }));
  nowMs += 300;
  result.current(press)();
  expect(press).not.toHaveBeenCalled();
  // Drawn again, it is the same button.
  act(() => rerender({ place: 'b' }));
  nowMs += 300;
  result.current(press)();
  expect(press).toHaveBeenCalledOnce();
});

test('what counts is when it was pressed, and not when a slow device comes to it', () => {
  let nowMs = 10_000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const press = vi.fn();
  const { result, rerender } = renderHook(({ place }) => useSecondTapGuard(place), { initialProps: { place: 'a' } });
  const pressAt = (timeStamp: number) => {
    const event = new Event('pointerdown');
    Object.defineProperty(event, 'timeStamp', { value: timeStamp });
    window.dispatchEvent(event);
    result.current(press)();
  };
  nowMs = 12_000;
  act(() => rerender({ place: 'b' }));
  nowMs = 14_000;
  pressAt(11_900);
  pressAt(12_400);
  expect(press).not.toHaveBeenCalled();
  pressAt(12_600);
  expect(press).toHaveBeenCalledOnce();
});
