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
import { createFormats, viewerZone } from '../../i18n/formats';
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
  startsAt: null,
} as unknown as Campaign;
const parts = Object.fromEntries(AUDIENCE_PARTS.map((part) => [part, part === 'in' ? 12 : 0]));
const ANSWERS: Readonly<Record<string, unknown>> = {
  'campaigns.list': { campaigns: [], next: null },
  'campaigns.readiness': { audience: { parts, languages: { tr: 12, en: 0 }, problems: [] }, problems: [], version: 1 },
  'campaigns.save': { version: 2 },
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** A whole minute, so many days from now. */
const inDays = (days: number) => new Date(Math.floor(Date.now() / 60_000) * 60_000 + days * DAY_MS).toISOString();

type Office = { answers: Record<string, unknown>; isReached: boolean; of: Campaign };

/** The editor of a draft, and what it saved; whatever the office gives no answer to does not reach it. */
async function editor(changes: Partial<Office> = {}) {
  const office: Office = { answers: { ...ANSWERS }, isReached: true, of: campaign, ...changes };
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
  const open = (of: Campaign = office.of) =>
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

test(
  'what was planned is still planned when it is a draft again, and is told before it is planned anew',
  SLOW,
  async () => {
    const startsAt = inDays(3);
    const { person } = await editor({ of: { ...campaign, startsAt } });
    await person.click(await screen.findByRole('button', { name: 'Sending' }, PATIENT));
    expect((await screen.findByRole<HTMLInputElement>('switch', { name: 'Send later' }, PATIENT)).checked).toBe(true);
    expect(screen.queryByText(/That time has passed/)).toBeNull();
    await waitFor(
      () => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Plan for 12 people' }).disabled).toBe(false),
      PATIENT,
    );
    await person.click(screen.getByRole('button', { name: 'Plan for 12 people' }));
    const asked = await screen.findByRole('alertdialog', {}, PATIENT);
    expect(asked.textContent).toContain(createFormats('tr', viewerZone()).dateTime(startsAt));
    expect(asked.textContent).toContain('Planned for 12 people');
    expect(asked.textContent).not.toContain('Send to 12 people');
  },
);

test('a planned time that has passed meanwhile is no plan, and nothing is sent at once instead', SLOW, async () => {
  const { person } = await editor({ of: { ...campaign, startsAt: inDays(-1) } });
  await person.click(await screen.findByRole('button', { name: 'Sending' }, PATIENT));
  await screen.findByText(/That time has passed/, {}, PATIENT);
  const plan = await screen.findByRole<HTMLButtonElement>('button', { name: 'Plan for 12 people' }, PATIENT);
  expect(plan.disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'Send to 12 people' })).toBeNull();
});

test('that it is to be sent later is not forgotten in another step', SLOW, async () => {
  const { person } = await editor();
  await person.click(await screen.findByRole('button', { name: 'Sending' }, PATIENT));
  await person.click(await screen.findByRole('switch', { name: 'Send later' }, PATIENT));
  await person.click(screen.getByRole('button', { name: 'To whom' }));
  await screen.findByLabelText(/^Name of the campaign/, {}, PATIENT);
  await person.click(screen.getByRole('button', { name: 'Sending' }));
  expect((await screen.findByRole<HTMLInputElement>('switch', { name: 'Send later' }, PATIENT)).checked).toBe(true);
});
