// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { forgetBytes, keepBytes } from '../../database/waiting-bytes/kept-bytes';
import { tellStuck, tellWaiting, wokenBy } from '../../database/waiting-bytes/waiting-now';
import { English } from '../../i18n/test/english';
import { countDraftsOf, draftKey, dropDraft, keepDraft, type DraftContent } from '../../shell/draft-store';
import { isMarkedForRemoval } from '../auth/kept-work';
import { SignOutButton } from './sign-out-button';

const PATIENCE = { timeout: 30_000 };
const bytes = new Blob(['a photo']);
const heard = (...fileIds: string[]) =>
  act(() => tellWaiting(new Map(fileIds.map((fileId) => [fileId, { bytes, isSending: false, part: 0 }]))));

afterEach(async () => {
  cleanup();
  tellWaiting(new Map());
  tellStuck(false);
  wokenBy(() => undefined);
  localStorage.clear();
  await closeDevices();
});

async function shown() {
  const person = userEvent.setup();
  const { db } = await synced(new OfficeInMemory());
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SignOutButton />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const { memberId } = db.me;
  return {
    db,
    memberId,
    press: async (name: string) => person.click(await screen.findByRole('button', { name }, PATIENCE)),
    isOut: () => isMarkedForRemoval(memberId),
  };
}
const keep = (memberId: string, fileId: string) => keepBytes(memberId, { fileId, bytes, document: {} as never });
const question = (name: string) => screen.findByRole('dialog', { name }, PATIENCE);

test('who sends first is signed out when the last file has left, also where the tab heard of it late', async () => {
  const { press, isOut } = await shown();
  await press('Sign out');
  await screen.findByRole('alertdialog', { name: 'Sign out' }, PATIENCE);
  // A photo of another tab is heard of while the question stands.
  heard('a');
  await question('1 file has not been sent yet');
  await press('Send first, then sign out');
  heard();
  await until('signed out', isOut);
});

test('what only the store knows of is asked about, and nothing is removed before it has left', async () => {
  const { db, memberId, press, isOut } = await shown();
  await keep(memberId, 'a');
  // The tab looks into the store when it is told to.
  wokenBy(() => heard('a'));
  await press('Sign out');
  await question('1 file has not been sent yet');
  await press('Send first, then sign out');
  // The tab took the last one for gone, and another tab has just put one there.
  wokenBy(() => undefined);
  heard();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(isOut()).toBe(false);
  await forgetBytes(db.me.memberId, 'a');
  await until('signed out', isOut);
});

test('what comes between the question and the answer is asked about', async () => {
  const { db, press, isOut } = await shown();
  await press('Sign out');
  const confirm = await screen.findByRole('alertdialog', { name: 'Sign out' }, PATIENCE);
  await keep(db.me.memberId, 'a');
  wokenBy(() => heard('a'));
  await userEvent.click([...confirm.querySelectorAll('button')].find((each) => each.textContent === 'Sign out')!);
  await question('1 file has not been sent yet');
  expect(isOut()).toBe(false);
  await forgetBytes(db.me.memberId, 'a');
});

test('what leaves while the question stands leaves the same button where it was', async () => {
  const { memberId, press, isOut } = await shown();
  heard('a');
  await keep(memberId, 'a');
  await press('Sign out');
  const dialog = await question('1 file has not been sent yet');
  const button = await screen.findByRole('button', { name: 'Send first, then sign out' }, PATIENCE);
  heard();
  await forgetBytes(memberId, 'a');
  expect(dialog.textContent).toContain('at the office');
  expect(button.isConnected).toBe(true);
  expect(button.textContent).toBe('Sign out');
  await userEvent.click(button);
  await until('signed out', isOut);
});

test('who waits for files that do not leave is told so, and may keep them instead', async () => {
  const { memberId, press } = await shown();
  await keep(memberId, 'a');
  heard('a');
  await press('Sign out');
  await press('Send first, then sign out');
  act(() => tellStuck(true));
  const dialog = await question('1 file has not been sent yet');
  expect(dialog.textContent).toContain('is not getting through');
  await press('Keep on this device and sign out');
  await until('the session is over', () => localStorage.getItem('saha.signOutOwed') !== null);
  expect(isMarkedForRemoval(memberId)).toBe(false);
  await forgetBytes(memberId, 'a');
});

test('files that the office does not take are said to wait for a decision', async () => {
  const { memberId, press } = await shown();
  await keep(memberId, 'a');
  act(() => tellWaiting(new Map([['a', { bytes, isSending: false, part: 0, problem: 'file.damaged' }]])));
  await press('Sign out');
  const dialog = await question('1 file has not been sent yet');
  expect(dialog.textContent).toContain('did not accept 1 file');
  expect(screen.getByRole('link', { name: 'Show the files' }).getAttribute('href')).toBe('/documents');
  await forgetBytes(memberId, 'a');
});

test('what is half typed is named before it is deleted, and may be kept', async () => {
  const { memberId, press, isOut } = await shown();
  const leave = (name: string, content: DraftContent) => keepDraft(draftKey(memberId, name), () => content);
  leave('customer-new', { values: { firstName: 'Ayşe' }, bases: { firstName: { stamp: '', values: {} } } });
  leave('campaign:c', { values: { name: 'Bahar' }, bases: { name: { stamp: '', values: { name: 'Bah' } } } });
  // A field that was merely touched, and one that was emptied before it was saved, are nothing.
  leave('customer:c:city', { values: { text: '' }, bases: { city: { stamp: '', values: { city: '' } } } });
  leave('chat:c', { values: { subject: '', body: ' ', templateId: 't', carried: [] } });
  leave('segment-edit:s', { values: { name: 'Same' }, bases: { name: { stamp: '', values: { name: 'Same' } } } });
  await press('Sign out');
  const dialog = await question('2 things are half typed');
  expect(screen.queryByRole('button', { name: 'Send first, then sign out' })).toBeNull();
  expect(dialog.textContent).toContain('Save first if you hand the device over');
  await press('Delete and sign out');
  const sure = await screen.findByRole('alertdialog', { name: 'Delete what is half typed?' }, PATIENCE);
  expect(sure.textContent).toContain('2 things that are half typed will be deleted');
  await press('Cancel');
  expect(isOut()).toBe(false);
  await press('Keep on this device and sign out');
  await until('the session is over', () => localStorage.getItem('saha.signOutOwed') !== null);
  expect(isOut()).toBe(false);
  expect(await countDraftsOf(memberId)).toBe(2);
  for (const name of ['customer-new', 'campaign:c']) await dropDraft(draftKey(memberId, name));
  expect(await countDraftsOf(memberId)).toBe(0);
});

test('who sends first is asked about what is half typed when all has left', async () => {
  const { memberId, press, isOut } = await shown();
  const key = draftKey(memberId, 'log:c');
  keepDraft(key, () => ({ values: { body: 'Yarın ara', picked: null } }));
  await keep(memberId, 'a');
  heard('a');
  await press('Sign out');
  const dialog = await question('1 file has not been sent yet');
  expect(dialog.textContent).toContain('1 more thing is half typed');
  await press('Send first, then sign out');
  heard();
  await forgetBytes(memberId, 'a');
  await question('1 thing is half typed');
  expect(isOut()).toBe(false);
  await press('Delete and sign out');
  const sure = await screen.findByRole('alertdialog', {}, PATIENCE);
  await userEvent.click([...sure.querySelectorAll('button')].at(-1)!);
  await until('signed out', isOut);
  expect(await countDraftsOf(memberId)).toBe(0);
});
