import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverConnection } from './server-connection';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answer = () =>
  new Response(JSON.stringify({ result: { data: { count: 3 } } }), { headers: { 'content-type': 'application/json' } });

/** A call that begins to be answered after so long; whether the office was said to be silent by then. */
async function silenceOf(answersAfterMs: number) {
  const onSilent = vi.fn();
  const send = () =>
    new Promise<Response>((resolve) => {
      setTimeout(() => resolve(answer()), answersAfterMs);
    });
  const counted = serverConnection({ origin: 'http://office', fetch: send, onSilent }).count('customers');
  await vi.advanceTimersByTimeAsync(answersAfterMs);
  expect(await counted).toBe(3);
  await vi.advanceTimersByTimeAsync(60_000);
  return onSilent.mock.calls.length;
}

test('a call without an answer for ten seconds counts as silence, and its late answer is taken', async () => {
  expect(await silenceOf(9_900)).toBe(0);
  expect(await silenceOf(10_100)).toBe(1);
});

test('silence is told while it lasts, not when the call is given up', async () => {
  const onSilent = vi.fn();
  const send = () => new Promise<Response>(() => undefined);
  void serverConnection({ origin: 'http://office', fetch: send, onSilent }).count('customers');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onSilent).toHaveBeenCalledTimes(1);
});
