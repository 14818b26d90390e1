// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import type { SahaDatabase } from '../../database/saha-database';
import { English } from '../../i18n/test/english';
import { draftKey, keepDraft, readDraft } from '../../shell/draft-store';
import { LeftWords } from './left-words';

afterEach(cleanup);

const PATIENT = { timeout: 30_000 };
const KEY = draftKey('left-words', 'chat:gone');

test('what was typed to somebody who went is there to be copied, and goes when it is thrown away', async () => {
  keepDraft(KEY, () => ({ values: { subject: '', body: 'Yarın uğrarım', templateId: '', carried: [] } }));
  render(
    <English>
      <DatabaseContext.Provider value={{ me: { memberId: 'left-words' } } as SahaDatabase}>
        <LeftWords conversationId="gone" />
      </DatabaseContext.Provider>
    </English>,
  );
  await screen.findByText('Yarın uğrarım', undefined, PATIENT);
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toBe('Yarın uğrarım');
  await person.click(screen.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('Yarın uğrarım')).toBeNull(), PATIENT);
  await expect.poll(() => readDraft(KEY), PATIENT).toBeNull();
});
