import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverConnection } from './server-connection';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

/** What a stream is given instead of the browser's; `last` is the one that was opened last. */
class Stream extends EventTarget {
  static last: Stream;
  static readonly CLOSED = 2;
  readonly CLOSED = 2;
  readyState = 1;
  constructor() {
    super();
    Stream.last = this;
  }
  close(): void {
    this.readyState = 2;
  }
  say(kind: string, data: unknown): void {
    this.dispatchEvent(Object.assign(new Event(kind), { data: JSON.stringify(data) }));
  }
}

/** As the office says when a stream begins (server/trpc/init.ts). */
const OFFICE = { reconnectAfterInactivityMs: 10_000 };

/** A stream, and what its listener was told. */
async function openStream() {
  vi.stubGlobal('EventSource', Stream);
  const listener = { event: vi.fn(), interrupted: vi.fn(), ended: vi.fn() };
  const close = serverConnection({ origin: 'http://office', fetch: vi.fn() }).stream(listener);
  await vi.advanceTimersByTimeAsync(0);
  return { listener, close };
}

test('a stream that has said nothing for ten seconds, not even that it is there, is interrupted', async () => {
  const { listener, close } = await openStream();
  Stream.last.say('connected', OFFICE);
  for (let at = 0; at < 5; at += 1) {
    await vi.advanceTimersByTimeAsync(4_000);
    Stream.last.say('ping', '');
  }
  await vi.advanceTimersByTimeAsync(9_900);
  expect(listener.interrupted).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(listener.interrupted).toHaveBeenCalledTimes(1);
  close();
});

test('a stream that is opened and never answers is interrupted as well', async () => {
  const { listener, close } = await openStream();
  await vi.advanceTimersByTimeAsync(9_900);
  expect(listener.interrupted).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(listener.interrupted).toHaveBeenCalledTimes(1);
  close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(listener.interrupted).toHaveBeenCalledTimes(1);
});
