// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { DatabaseContext } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { tapTwice, whatElse } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import type { ChatConversation } from './chat-model';
import { CloseDialog } from './close-dialog';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };
const NAMES = ['countries', 'members', 'customers', 'consents', 'conversations', 'messages'] as const;
const HEARD_AT = '2026-11-21T09:00:00.000Z';

test('the last word leaves once, also where the conversation could not be closed behind it', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const replica = await synced(new OfficeInMemory(), { names: NAMES });
  const { db } = replica;
  const customerId = await createDocument(db, 'customers', customerValues());
  const about = { customerId, channel: 'whatsapp' as const, createdBy: db.me.memberId, createdAt: HEARD_AT };
  const id = await createDocument(db, 'conversations', about, conversationIdOf('whatsapp', customerId));
  const onClose = vi.fn();
  render(
    <English>
      {/* The conversation and its message are the first two writes, closing it is the third. */}
      <DatabaseContext.Provider value={failingWrites(db, (nth) => nth === 3)}>
        <CloseDialog
          conversation={{ id, ...about } as unknown as ChatConversation}
          customer={(await read(replica, 'customers', customerId)) as unknown as StoredCustomer}
          heardAt={HEARD_AT}
          onClose={onClose}
        />
      </DatabaseContext.Provider>
    </English>,
  );
  const words = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Closing message/ }, PATIENT);
  fireEvent.change(words, { target: { value: 'Goodbye' } });
  tapTwice(screen.getByRole('button', { name: 'Send and close' }));
  await waitFor(() => expect(said).toHaveLength(1), PATIENT);
  expect(onClose).not.toHaveBeenCalled();
  await whatElse();
  // Nothing is left to be sent.
  expect(words.value).toBe('');
  tapTwice(screen.getAllByRole('button', { name: 'Close' }).at(-1)!);
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  await whatElse();
  expect(onClose).toHaveBeenCalledOnce();
  expect((await db.collections.messages.find().exec()).map((one) => one.toJSON().body)).toEqual(['Goodbye']);
  expect(await read(replica, 'conversations', id)).toMatchObject({ closedUpTo: HEARD_AT });
});
