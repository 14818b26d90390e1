// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext, type SahaDatabase } from '../database/database-context';
import { useRecalledCall } from './use-recalled-call';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const newDatabase = () => ({ me: { memberId: 'ayse' } }) as unknown as SahaDatabase;

function open(db: SahaDatabase, ask: () => Promise<number>, key = 'waiting') {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DatabaseContext.Provider value={db}>{children}</DatabaseContext.Provider>
  );
  return renderHook(() => useRecalledCall(key, ask), { wrapper }).result;
}

test('whoever comes back sees the last answer at once, and then the new one', async () => {
  const db = newDatabase();
  const first = open(db, () => Promise.resolve(3));
  expect(first.current.data).toBeUndefined();
  await waitFor(() => expect(first.current.data).toBe(3));
  cleanup();
  let answer: (count: number) => void = () => undefined;
  const again = open(db, () => new Promise((resolve) => (answer = resolve)));
  expect(again.current.data).toBe(3);
  answer(4);
  await waitFor(() => expect(again.current.data).toBe(4));
  cleanup();
  expect(open(db, () => Promise.resolve(0)).current.data).toBe(4);
});

test('what failed leaves the answer, another question and another person have none', async () => {
  const db = newDatabase();
  const first = open(db, () => Promise.resolve(3));
  await waitFor(() => expect(first.current.data).toBe(3));
  cleanup();
  const failing = open(db, () => Promise.reject(new Error('away')));
  await waitFor(() => expect(failing.current.error).toBeInstanceOf(Error));
  expect(failing.current.data).toBe(3);
  expect(open(db, () => Promise.resolve(1), 'other').current.data).toBeUndefined();
  expect(open(newDatabase(), () => Promise.resolve(1)).current.data).toBeUndefined();
});

test('after five minutes it is asked for anew', async () => {
  const db = newDatabase();
  const first = open(db, () => Promise.resolve(3));
  await waitFor(() => expect(first.current.data).toBe(3));
  cleanup();
  vi.useFakeTimers({ now: Date.now() + 5 * 60_000 });
  expect(open(db, () => Promise.resolve(4)).current.data).toBeUndefined();
});
