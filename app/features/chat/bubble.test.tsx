// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { draftKey, readDraft } from '../../shell/draft-store';
import { writeMessage } from '../messages/write-message';
import { Bubble } from './bubble';
import { threadMessage, type StoredMessage } from './read-thread';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };
const NAMES = ['countries', 'members', 'customers', 'consents', 'conversations', 'messages'] as const;

function Where() {
  const { pathname } = useLocation();
  return <p>{pathname}</p>;
}

async function shown(change: (message: StoredMessage) => Partial<StoredMessage>) {
  const { db } = await synced(new OfficeInMemory(), { names: NAMES });
  const customerId = await createDocument(db, 'customers', customerValues());
  await writeMessage(db, customerId, { channel: 'whatsapp', subject: '', body: 'Merhaba', templateId: '' });
  const [written] = await db.collections.messages.find().exec();
  const stored = threadMessage(written!.toJSON());
  const message = { ...stored, outbox: '', ...change(stored) } as StoredMessage;
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <Bubble
            message={message}
            isFollowing={false}
            isFlashed={false}
            writerName=""
            quoted={undefined}
            quotedName=""
            onQuote={() => undefined}
            onRewrite={() => undefined}
            onJump={() => undefined}
          />
          <Where />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  return { db, customerId, id: stored.id };
}

test('what the office refused says that it was not sent, and why', async () => {
  await shown(() => ({ state: 'skipped', reason: 'stopped' }));
  expect(screen.getByText('Said stop')).toBeTruthy();
  expect(screen.getByText('Not sent')).toBeTruthy();
  expect(screen.queryByText('Called off')).toBeNull();
});

test('what ran out of time says so, and what somebody called off says that', async () => {
  await shown(() => ({ state: 'expired' }));
  expect(screen.getByText('Expired')).toBeTruthy();
  expect(screen.getByText('Not sent')).toBeTruthy();
  cleanup();
  await shown(({ createdAt }) => ({ state: 'cancelled', reason: 'cancelled_by_person', cancelledAt: createdAt }));
  expect(screen.getAllByText('Called off')).toHaveLength(1);
});

test('what is only slowed down is queued and no more', async () => {
  await shown(() => ({ state: 'queued', reason: 'throttled' }));
  expect(screen.getByText('Queued')).toBeTruthy();
  expect(screen.queryByText(/Slowed down/)).toBeNull();
});

test('what the line holds says why, and goes to the field of the SMS instead', { timeout: 60_000 }, async () => {
  const { db, customerId, id } = await shown(() => ({ state: 'queued', reason: 'new_chats_capped' }));
  expect(screen.getByText("Today's limit for new chats is reached; it leaves tomorrow")).toBeTruthy();
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: 'What to do with the message: Merhaba' }));
  await person.click(await screen.findByRole('menuitem', { name: /^Write by SMS/ }, PATIENT));
  const sms = conversationIdOf('sms', customerId);
  await screen.findByText(`/messages/${sms}`, undefined, PATIENT);
  expect((await readDraft(draftKey(db.me.memberId, `chat:${sms}`)))?.values['body']).toBe('Merhaba');
  await until(
    'it is called off',
    async () => (await db.collections.messages.findOne(id).exec())?.toJSON().cancelledAt !== '',
  );
});

test('what has no words is called what it is', async () => {
  await shown(() => ({ kind: 'audio', body: '', state: 'sent' }));
  expect(screen.getByRole('button', { name: 'What to do with the message: Voice message' })).toBeTruthy();
});
