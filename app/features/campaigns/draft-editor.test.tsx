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
import { draftKey, readDraft } from '../../shell/draft-store';
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
const SLOW = { timeout: 120_000 };
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

type Office = { answers: Record<string, unknown>; isReached: boolean };

/** The editor of a draft, and what it saved; whatever the office gives no answer to does not reach it. */
async function editor(changes: Partial<Office> = {}) {
  const office: Office = { answers: { ...ANSWERS }, isReached: true, ...changes };
  const { db } = await synced(new OfficeInMemory());
  const saved: { name: string; version: number }[] = [];
  vi.stubGlobal('fetch', (address: string, { body }: { body?: string }) => {
    const call = /\/trpc\/([\w.]+)/.exec(address)?.[1] ?? '';
    if (!office.isReached || !(call in office.answers)) return outOfReach();
    const answer = office.answers[call];
    if (answer instanceof Error) {
      const error = { message: '', code: -32_009, data: { code: answer.message, httpStatus: 409 } };
      return Promise.resolve(new Response(JSON.stringify({ error }), { status: 409 }));
    }
    if (call === 'campaigns.save') {
      const { draft, version } = JSON.parse(body ?? '') as { draft: { name: string }; version: number };
      saved.push({ name: draft.name, version });
    }
    return Promise.resolve(new Response(JSON.stringify({ result: { data: answer } })));
  });
  const open = (of: Campaign = campaign) =>
    render(
      <English>
        <MemoryRouter>
          <DatabaseContext.Provider value={db}>
            <DraftEditor campaign={of} onSaved={() => undefined} onStarted={() => undefined} />
          </DatabaseContext.Provider>
        </MemoryRouter>
      </English>,
    );
  const view = open();
  const name = () => screen.findByLabelText<HTMLInputElement>(/^Name of the campaign/, {}, PATIENT);
  return {
    office,
    saved,
    view,
    open,
    name,
    key: draftKey(db.me.memberId, `campaign:${ID}`),
    person: userEvent.setup(),
  };
}

test('a draft that could not be deleted is saved as any other', SLOW, async () => {
  const { saved, person } = await editor();
  await person.click(await screen.findByRole('button', { name: 'Delete draft' }, PATIENT));
  await screen.findByRole('alertdialog', {}, PATIENT);
  fireEvent.change(screen.getByLabelText(/^Name of the campaign/), { target: { value: 'Winter' } });
  await person.click(screen.getAllByRole('button', { name: 'Delete draft' }).at(-1)!);
  await waitFor(() => expect(saved).toEqual([{ name: 'Winter', version: 1 }]), PATIENT);
});

test('what was counted goes with the audience that it was counted of', SLOW, async () => {
  const { person } = await editor();
  await person.click(await screen.findByRole('button', { name: 'Count' }, PATIENT));
  expect(await screen.findByRole('button', { name: '12 people' }, PATIENT)).toBeDefined();
  await person.click(screen.getByRole('button', { name: /How often at most/ }));
  await person.click(await screen.findByRole('option', { name: 'At most 2 in seven days' }, PATIENT));
  await waitFor(() => expect(screen.queryByRole('button', { name: '12 people' })).toBeNull(), PATIENT);
});

test('what could not be saved is on the device, is tried again, and is there the next time', SLOW, async () => {
  const { office, saved, view, open, name, key } = await editor({ isReached: false });
  fireEvent.change(await name(), { target: { value: 'Winter' } });
  await screen.findByText(/could not reach the office.*safe on this device/, {}, PATIENT);
  expect((await readDraft(key))?.values).toEqual({ name: 'Winter' });

  office.isReached = true;
  await waitFor(() => expect(saved).toEqual([{ name: 'Winter', version: 1 }]), PATIENT);
  await screen.findByText('The draft is saved at the office.', {}, PATIENT);
  await waitFor(async () => expect(await readDraft(key)).toBeNull(), PATIENT);

  office.isReached = false;
  fireEvent.change(await name(), { target: { value: 'Spring' } });
  view.unmount();
  await waitFor(async () => expect((await readDraft(key))?.values).toEqual({ name: 'Spring' }), PATIENT);
  open({ ...campaign, name: 'Winter', version: 2 });
  expect((await name()).value).toBe('Spring');
});

test('a save whose answer was lost is not taken for somebody else’s', SLOW, async () => {
  const now = { ...campaign, name: 'Winter', version: 2 };
  const { office, name } = await editor();
  office.answers['campaigns.save'] = new Error('campaign.changed');
  office.answers['campaigns.show'] = { campaign: now };
  fireEvent.change(await name(), { target: { value: 'Winter' } });
  await screen.findByText('The draft is saved at the office.', {}, PATIENT);
});

test('where somebody else saved the same, one decides, and nothing is sent before', SLOW, async () => {
  const theirs = { ...campaign, name: 'Theirs', capMost: 2, version: 5 };
  const { office, saved, view, open, name, person } = await editor();
  office.answers['campaigns.save'] = new Error('campaign.changed');
  office.answers['campaigns.show'] = { campaign: theirs };
  fireEvent.change(await name(), { target: { value: 'Mine' } });
  await screen.findByText(/Somebody else changed the same part.*Name of the campaign/, {}, PATIENT);
  expect((await name()).value).toBe('Mine');
  view.unmount();

  // Opened again it is still told.
  office.answers['campaigns.save'] = { version: 6 };
  open(theirs as Campaign);
  await screen.findByText(/Somebody else changed the same part/, {}, PATIENT);
  await person.click(screen.getByRole('button', { name: 'Save' }));
  expect(saved).toEqual([]);
  await person.click(screen.getByRole('button', { name: 'Keep what I typed' }));
  await waitFor(() => expect(saved).toEqual([{ name: 'Mine', version: 5 }]), PATIENT);
  await screen.findByText('The draft is saved at the office.', {}, PATIENT);
});

test('what somebody else saved may stand instead', SLOW, async () => {
  const { office, name, person } = await editor();
  office.answers['campaigns.save'] = new Error('campaign.changed');
  office.answers['campaigns.show'] = { campaign: { ...campaign, name: 'Theirs', version: 5 } };
  fireEvent.change(await name(), { target: { value: 'Mine' } });
  await person.click(await screen.findByRole('button', { name: 'Keep what they saved' }, PATIENT));
  await waitFor(async () => expect((await name()).value).toBe('Theirs'), PATIENT);
  await screen.findByText('The draft is saved at the office.', {}, PATIENT);
});
