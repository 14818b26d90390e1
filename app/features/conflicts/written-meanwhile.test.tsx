// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { ConflictCard } from '../../../sync/rules/document';
import { DatabaseContext } from '../../database/database-context';
import type { StoredByCollection } from '../../database/saha-database';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument, editDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { TextField } from '../../ui/text-field';
import { ConflictCardOf } from './conflict-cards';
import { FieldNews, NewsBelow } from './field-news';
import { useTyping } from './use-typing';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

type Segment = StoredByCollection['segments'];
const PATIENT = { timeout: 10_000 };
const EMPTY = { name: '' };
const formOf = ({ name }: Segment) => ({ name });
const livesIn = (value: string) => ({
  combinator: 'and' as const,
  rules: [{ fact: 'city' as const, operator: 'is' as const, value }],
});

function Form({ segment }: { segment: Segment }) {
  const typing = useTyping('segments', segment, formOf, EMPTY);
  return (
    <FieldNews collection="segments" id={segment.id} draft={typing} basisOf={typing.basisOf}>
      <NewsBelow unit="name">
        <TextField label="Name" value={typing.form.name} onChange={(name) => typing.change({ name })} />
      </NewsBelow>
    </FieldNews>
  );
}

async function office() {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'segments'] });
  const id = await createDocument(db, 'segments', {
    ...{ name: 'Old', rule: livesIn('İzmir'), teamId: '', archivedAt: '' },
    ...{ createdBy: db.me.memberId, createdAt: '2026-11-20T10:00:00.000Z' },
  });
  const stored = async () => (await db.collections.segments.findOne(id).exec())!.toJSON() as Segment;
  const within = (shown: React.ReactNode) => (
    <English>
      <RecordsProvider value={RECORD_KINDS}>
        <DatabaseContext.Provider value={db}>{shown}</DatabaseContext.Provider>
      </RecordsProvider>
    </English>
  );
  return { db, id, stored, within };
}

test('by the keyboard one goes from the news to the way to take it, and back to the field', async () => {
  const { db, id, stored, within } = await office();
  const person = userEvent.setup();
  const { rerender } = render(within(<Form segment={await stored()} />));
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
  await person.type(field, 'er');
  await act(() => editDocument(db, 'segments', id, { name: 'Theirs' }));
  rerender(within(<Form segment={await stored()} />));

  const show = await screen.findByRole('button', { name: 'Show' }, PATIENT);
  show.focus();
  await person.keyboard('{Enter}');
  const take = screen.getByRole('button', { name: 'Keep this one, drop mine' });
  expect(document.activeElement).toBe(take);
  await person.keyboard('{Enter}');
  expect(field.value).toBe('Theirs');
  await waitFor(() => expect(document.activeElement).toBe(field));
});

test('of two rules one reads what they ask for, and not only of how many conditions they are', async () => {
  const { stored, within, db } = await office();
  const side = (city: string, stamp: string) => ({
    values: { rule: livesIn(city) },
    stamp,
    memberId: db.me.memberId,
  });
  const card: ConflictCard = {
    ...{ id: 'c', unit: 'rule' },
    ...{ shown: side('Bursa', '01a2294e000000000000000a'), hidden: side('Muğla', '01a2294f000000000000000b') },
  };
  render(within(<ConflictCardOf collection="segments" document={await stored()} card={card} />));
  await screen.findByText(/Bursa/, {}, PATIENT);
  expect(screen.getByText(/Muğla/)).toBeDefined();
  expect(screen.queryByText('1 condition')).toBeNull();
});
