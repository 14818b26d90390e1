// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useTyping } from './use-typing';

const query = vi.hoisted(() => vi.fn());
vi.mock('../../api/client', () => ({ api: { chat: { typing: { query } } } }));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('says who writes for as long as the office says so, and asks only while somebody looks', async () => {
  query.mockResolvedValueOnce([{ conversationId: 'one', kind: 'composing' }]).mockResolvedValueOnce([]);
  query.mockRejectedValue(new Error('no network'));
  const look = (id: string) => renderHook(() => useTyping(id));
  const [one, other] = [look('one'), look('other')];
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await pass(0);
  expect([one.result.current, other.result.current]).toEqual(['composing', null]);
  await pass(3_000);
  expect(one.result.current).toBeNull();
  await pass(3_000);
  expect([one.result.current, query.mock.calls.length]).toEqual([null, 3]);
  one.unmount();
  other.unmount();
  await pass(30_000);
  expect(query.mock.calls.length).toBe(3);
});
