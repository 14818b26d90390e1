// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchTyping, type ToldTyping } from './watch-typing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('says who writes for as long as the office says so, and asks only while somebody looks', async () => {
  const query = vi.fn<() => Promise<ToldTyping>>();
  query.mockResolvedValueOnce([{ conversationId: 'one', kind: 'composing' }]).mockResolvedValueOnce([]);
  query.mockRejectedValue(new Error('no network'));
  const typing = watchTyping(query);
  const heard = vi.fn();
  const leave = [typing.subscribe(heard), typing.subscribe(() => undefined)];
  await pass(0);
  expect([typing.of('one'), typing.of('other'), heard.mock.calls.length]).toEqual(['composing', null, 1]);
  await pass(3_000);
  expect(typing.of('one')).toBeNull();
  await pass(3_000);
  expect([typing.of('one'), query.mock.calls.length]).toEqual([null, 3]);
  leave.forEach((one) => one());
  await pass(30_000);
  expect(query.mock.calls.length).toBe(3);
});

test('asks once at a time, however often somebody looks away and back while the office is slow', async () => {
  const query = vi.fn(() => new Promise<ToldTyping>((resolve) => setTimeout(() => resolve([]), 1_000)));
  const typing = watchTyping(query);
  for (let times = 0; times < 3; times += 1) typing.subscribe(() => undefined)();
  typing.subscribe(() => undefined);
  expect(query).toHaveBeenCalledTimes(4);
  await pass(1_000);
  query.mockClear();
  await pass(12_000);
  expect(query).toHaveBeenCalledTimes(3);
});
