// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DatabaseContext } from '../../../database/database-context';
import { closeDevices, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { English } from '../../../i18n/test/english';
import { RECORD_KINDS } from '../../../records/record-kinds';
import { RecordsProvider } from '../../../records/records-context';
import { deleteDraftsOf, draftKey, keepDraft, type DraftValues } from '../../../shell/draft-store';
import { LeftOfCustomer } from './left-of-customer';

afterEach(async () => {
  cleanup();
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };
const ID = '01890000-0000-7000-8000-0000000000e1';
const OTHER = '01890000-0000-7000-8000-0000000000e2';

test('everything that was left about a customer is read under what it was, and nothing of another one', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'settings'] });
  const { memberId } = db.me;
  const leave = (name: string, values: DraftValues) => keepDraft(draftKey(memberId, name), () => ({ values }));
  leave(`customer:${ID}:notes`, { text: 'Likes the sea' });
  leave(`customer:${ID}:source`, { text: '' });
  leave(`log:${ID}`, { body: 'Call at two', picked: { dayOn: '2027-01-04', clock: '14:00' } });
  leave(`message:${ID}`, { subject: 'Offer', body: 'Dear Ayşe', carried: [{ id: 'f', name: 'plan.pdf' }] });
  leave(`message-sms:${ID}`, { subject: '', body: 'See you', carried: [] });
  leave(`log:${OTHER}`, { body: 'Of another one', picked: null });
  leave('customer-new', { firstName: 'Deniz' });
  render(
    <English>
      <RecordsProvider value={RECORD_KINDS}>
        <DatabaseContext.Provider value={db}>
          <LeftOfCustomer customerId={ID} />
        </DatabaseContext.Provider>
      </RecordsProvider>
    </English>,
  );
  await screen.findByRole('heading', { name: 'What you left half typed' }, PATIENT);
  const read = screen.getAllByRole('article').map((one) => one.textContent?.replace(/CopyDelete$/, ''));
  expect(read.sort()).toEqual([
    'E-mailSubjectOfferMessageDear AyşeFiles of the templateplan.pdf',
    expect.stringMatching(/^Log a conversationCall at two.*2027.*14:00$/),
    'NotesLikes the sea',
    'SMSMessageSee you',
  ]);
  await deleteDraftsOf(memberId);
});
