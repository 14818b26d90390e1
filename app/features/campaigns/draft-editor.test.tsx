// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { AUDIENCE_PARTS } from '../../../sync/rules/campaign';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import DraftEditor from './draft-editor';
import type { Campaign } from './use-campaign';

const outOfReach = () => Promise.reject(new TypeError('Failed to fetch'));
vi.stubGlobal('fetch', outOfReach);
afterEach(async () => {
  cleanup();
  vi.stubGlobal('fetch', outOfReach);
  await closeDevices();
});

/** Buttons are there once their words are; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };
const ID = '01890000-0000-7000-8000-0000000000ca';
const mail = { subject: '', preheader: '', document: { type: 'doc', content: [] } };
const campaign = {
  id: ID,
  version: 1,
  name: 'Autumn',
  rule: { combinator: 'and', rules: [] },
  content: { tr: mail, en: mail },
  replyTo: 'agent',
  perSecond: null,
  capMost: null,
  exceptIds: [],
} as unknown as Campaign;
const parts = Object.fromEntries(AUDIENCE_PARTS.map((part) => [part, part === 'in' ? 12 : 0]));
const ANSWERS: Readonly<Record<string, unknown>> = {
  'campaigns.list': { campaigns: [], next: null },
  'campaigns.readiness': { audience: { parts, languages: { tr: 12, en: 0 }, problems: [] }, problems: [], version: 1 },
  'campaigns.save': { version: 2 },
};

/** The editor of a draft, and what it saved; whatever the office gives no answer to does not reach it. */
async function editor() {
  const { db } = await synced(new OfficeInMemory());
  const saved: { name: string; version: number }[] = [];
  vi.stubGlobal('fetch', (address: string, { body }: { body?: string }) => {
    const call = /\/trpc\/([\w.]+)/.exec(address)?.[1] ?? '';
    if (!(call in ANSWERS)) return outOfReach();
    if (call === 'campaigns.save') {
      const { draft, version } = JSON.parse(body ?? '') as { draft: { name: string }; version: number };
      saved.push({ name: draft.name, version });
    }
    return Promise.resolve(new Response(JSON.stringify({ result: { data: ANSWERS[call] } })));
  });
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <DraftEditor campaign={campaign} onSaved={() => undefined} onStarted={() => undefined} />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  return { saved, person: userEvent.setup() };
}

test('a draft that could not be deleted is saved as any other', { timeout: 120_000 }, async () => {
  const { saved, person } = await editor();
  await person.click(await screen.findByRole('button', { name: 'Delete draft' }, PATIENT));
  await screen.findByRole('alertdialog', {}, PATIENT);
  fireEvent.change(screen.getByLabelText(/^Name of the campaign/), { target: { value: 'Winter' } });
  await person.click(screen.getAllByRole('button', { name: 'Delete draft' }).at(-1)!);
  await waitFor(() => expect(saved).toEqual([{ name: 'Winter', version: 1 }]), PATIENT);
});

test('what was counted goes with the audience that it was counted of', { timeout: 120_000 }, async () => {
  const { person } = await editor();
  await person.click(await screen.findByRole('button', { name: 'Count' }, PATIENT));
  expect(await screen.findByRole('button', { name: '12 people' }, PATIENT)).toBeDefined();
  await person.click(screen.getByRole('button', { name: /How often at most/ }));
  await person.click(await screen.findByRole('option', { name: 'At most 2 in seven days' }, PATIENT));
  await waitFor(() => expect(screen.queryByRole('button', { name: '12 people' })).toBeNull(), PATIENT);
});
