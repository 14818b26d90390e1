// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useOnce } from './use-once';

test('what is under way is not begun again, what failed may be, and what is done stays done', async () => {
  const { result } = renderHook(() => useOnce());
  const ends: ((isDone: boolean) => void)[] = [];
  const work = () => new Promise<boolean>((resolve) => ends.push(resolve));
  const twice = () =>
    act(() => {
      result.current.once(work);
      result.current.once(work);
    });
  twice();
  expect([ends.length, result.current.isPending]).toEqual([1, true]);
  await act(async () => ends[0]?.(false));
  expect(result.current.isPending).toBe(false);
  twice();
  expect(ends).toHaveLength(2);
  await act(async () => ends[1]?.(true));
  twice();
  expect([ends.length, result.current.isPending]).toEqual([2, true]);
});

test('where something is missing there is nothing to wait for', () => {
  const { result } = renderHook(() => useOnce());
  let asked = 0;
  const missing = () => {
    asked += 1;
    return null;
  };
  act(() => result.current.once(missing));
  act(() => result.current.once(missing));
  expect([asked, result.current.isPending]).toEqual([2, false]);
});
