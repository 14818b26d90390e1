// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument, editDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { tapTwice, whatElse } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import FileDialog from './file-dialog';
import type { StoredFile } from './file-rows';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };
const NOT_STORED = 'The change could not be stored on this device. Please try again.';

/** A file before its person; the first write fails. */
async function opened() {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'files'] });
  const about = { conversationId: '', messageId: '', appointmentId: '', note: '', labels: [], deletedAt: '' };
  const id = await createDocument(db, 'files', {
    ...about,
    customerId: await createDocument(db, 'customers', customerValues()),
    name: 'plan.pdf',
    source: 'upload',
    createdBy: db.me.memberId,
    createdAt: '2026-11-20T10:00:00.000Z',
  });
  const stored = async () => (await db.collections.files.findOne(id).exec())!.toJSON() as StoredFile;
  const [onClose, onMove] = [vi.fn(), vi.fn()];
  const device = failingWrites(db, (nth) => nth === 1);
  const shown = async () => (
    <English>
      <RecordsProvider value={RECORD_KINDS}>
        <DatabaseContext.Provider value={device}>
          <FileDialog file={await stored()} place={{ at: 1, of: 2 }} onMove={onMove} onClose={onClose} />
        </DatabaseContext.Provider>
      </RecordsProvider>
    </English>
  );
  const { rerender } = render(await shown());
  const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }, PATIENT);
  return {
    said,
    stored,
    onClose,
    onMove,
    note,
    type: (value: string) => fireEvent.change(note, { target: { value } }),
    /** As another tab does; the screen follows the file. */
    writeElsewhere: async (values: Partial<Pick<StoredFile, 'name' | 'note' | 'labels'>>) => {
      await editDocument(db, 'files', id, values);
      rerender(await shown());
    },
  };
}

test('what is typed is saved once, and stays where the first try failed', async () => {
  const { said, stored, onClose, type } = await opened();
  type('Signed');
  const save = screen.getByRole('button', { name: 'Save' });
  tapTwice(save);
  await waitFor(() => expect(said).toEqual([NOT_STORED]), PATIENT);
  await whatElse();
  expect([said.length, onClose.mock.calls.length]).toEqual([1, 0]);
  tapTwice(save);
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  await whatElse();
  expect(onClose).toHaveBeenCalledOnce();
  expect(said.slice(1)).toEqual(['The file’s details are saved.']);
  expect(await stored()).toMatchObject({ note: 'Signed' });
});

test('the next file is not looked at while what was typed cannot be stored', async () => {
  const { said, stored, onMove, type } = await opened();
  type('Signed');
  const next = screen.getByRole('button', { name: /next/i });
  fireEvent.click(next);
  await waitFor(() => expect(said).toEqual([NOT_STORED]), PATIENT);
  expect(onMove).not.toHaveBeenCalled();
  fireEvent.click(next);
  await waitFor(() => expect(onMove).toHaveBeenCalledWith(1), PATIENT);
  expect(await stored()).toMatchObject({ note: 'Signed' });
});

test('closing it keeps what was typed, and does not close over what could not be stored', async () => {
  const { said, stored, onClose, note, type } = await opened();
  type('Signed');
  fireEvent.keyDown(note, { key: 'Escape' });
  await waitFor(() => expect(said).toEqual([NOT_STORED]), PATIENT);
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(note, { key: 'Escape' });
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce(), PATIENT);
  expect(await stored()).toMatchObject({ note: 'Signed' });
});

test('it is deleted once', async () => {
  const { said, stored, onClose } = await opened();
  const remove = screen.getByRole('button', { name: 'Delete' });
  tapTwice(remove);
  await waitFor(() => expect(said).toEqual([NOT_STORED]), PATIENT);
  tapTwice(remove);
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  await whatElse();
  expect(onClose).toHaveBeenCalledOnce();
  expect(said).toHaveLength(2);
  expect((await stored()).deletedAt).not.toBe('');
});

const MEANWHILE = /changed while you were typing/;

test('what nobody types follows the file; what is typed says that another wrote, and is saved over it', async () => {
  const { stored, onClose, note, type, writeElsewhere } = await opened();
  await writeElsewhere({ note: 'Theirs' });
  expect(note.value).toBe('Theirs');
  type('Mine');
  await writeElsewhere({ name: 'drawing.pdf', note: 'Theirs again' });
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('drawing.pdf');
  expect(note.value).toBe('Mine');
  expect(screen.getAllByText(MEANWHILE)).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(screen.getByText('Theirs again')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  expect(await stored()).toMatchObject({ name: 'drawing.pdf', note: 'Mine' });
});

test('what another wrote can be kept, and then nothing is written', async () => {
  const { stored, onClose, note, type, writeElsewhere } = await opened();
  type('Mine');
  await writeElsewhere({ note: 'Theirs' });
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  fireEvent.click(screen.getByRole('button', { name: 'Keep this one, drop mine' }));
  expect(note.value).toBe('Theirs');
  expect(screen.queryByText(MEANWHILE)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  expect(await stored()).toMatchObject({ note: 'Theirs' });
});
