// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument } from '../../database/write';
import { useThread } from './use-thread';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

const [KEPT, LOST] = ['a', 'b'].map((one) => `01890000-0000-7000-c000-00000000000${one}`) as [string, string];
const minute = (n: number) => new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString();

test('what was written with two records of a person is one thread in order, with what comes later', async () => {
  const replica = await synced(new OfficeInMemory(), { names: ['countries', 'customers', 'messages'] });
  const write = (customerId: string, n: number) =>
    createDocument(replica.db, 'messages', {
      conversationId: conversationIdOf('sms', customerId),
      customerId,
      channel: 'sms',
      direction: 'in',
      subject: '',
      body: 'Merhaba',
      cancelledAt: '',
      releasedAt: '',
      createdBy: KEPT,
      createdAt: minute(n),
    });
  for (let n = 0; n < 24; n += 1) await write(n % 3 === 0 ? LOST : KEPT, n);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DatabaseContext.Provider value={replica.db}>{children}</DatabaseContext.Provider>
  );
  const parts = [KEPT, LOST].map((customerId) => ({ customerId, conversationId: conversationIdOf('sms', customerId) }));
  const seen: number[] = [];
  const { result } = renderHook(
    () => {
      const messages = useThread(parts, '')?.messages;
      if (messages !== undefined) seen.push(messages.length);
      return messages;
    },
    { wrapper },
  );
  await waitFor(() => expect(result.current).toBeDefined(), { timeout: 15_000 });
  expect(result.current?.map(({ createdAt }) => createdAt)).toEqual(Array.from({ length: 24 }, (_, n) => minute(n)));
  expect(new Set(seen)).toEqual(new Set([24]));
  await write(LOST, 25);
  await waitFor(() => expect(result.current).toHaveLength(25), { timeout: 15_000 });
  expect(result.current?.at(-1)?.customerId).toBe(LOST);
});
