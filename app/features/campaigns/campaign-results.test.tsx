// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createFormats, viewerZone } from '../../i18n/formats';
import { English } from '../../i18n/test/english';
import CampaignResults from './campaign-results';
import type { Campaign, ShownCampaign } from './use-campaign';

const outOfReach = () => Promise.reject(new TypeError('Failed to fetch'));
vi.stubGlobal('fetch', outOfReach);
afterEach(async () => {
  cleanup();
  vi.stubGlobal('fetch', outOfReach);
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };
const SLOW = { timeout: 120_000 };
const STARTS_AT = '2027-03-01T06:00:00.000Z';
const NO_MAIL = { subject: '', preheader: '', document: { type: 'doc', content: [] } };
const planned = {
  id: '01890000-0000-7000-8000-0000000000cb',
  name: 'Autumn',
  state: 'scheduled',
  reason: '',
  version: 2,
  rule: { combinator: 'and', rules: [{ fact: 'city', operator: 'is', value: 'Bursa' }] },
  content: { tr: { ...NO_MAIL, subject: 'Güz' }, en: NO_MAIL },
  replyTo: 'agent',
  capMost: 2,
  exceptIds: [],
  startsAt: STARTS_AT,
  startedAt: null,
  finishedAt: null,
  createdAt: '2026-11-01T06:00:00.000Z',
  createdByName: 'Selin Kaya',
  expected: 12,
} as unknown as Campaign;
const NOTHING: ShownCampaign['sums'] = { materialised: 0, recipients: [], leftOut: [], reactions: [] };
const mail = { preheader: '', html: '<p>Merhaba</p>', text: 'Merhaba', bytes: 900, maxBytes: 100_000 };
const ANSWERS: Readonly<Record<string, unknown>> = {
  'campaigns.preview': { ...mail, subject: 'Güz dönemi', reads: 'tr', language: 'tr' },
  'campaigns.recipients': { rows: [], cursor: null },
};

async function show(changes: Partial<Campaign>, sums = NOTHING) {
  const { db } = await synced(new OfficeInMemory());
  vi.stubGlobal('fetch', (address: string) => {
    const call = /\/trpc\/([\w.]+)/.exec(address)?.[1] ?? '';
    return call in ANSWERS
      ? Promise.resolve(new Response(JSON.stringify({ result: { data: ANSWERS[call] } })))
      : outOfReach();
  });
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <CampaignResults shown={{ campaign: { ...planned, ...changes }, sums }} onChanged={() => undefined} />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
}

test('one that waits for its time says when and for how many, and nothing of recipients', SLOW, async () => {
  await show({});
  const when = createFormats('tr', viewerZone()).dateTime(STARTS_AT);
  expect(await screen.findByText(`Planned for ${when}`, {}, PATIENT)).toBeDefined();
  expect(screen.getByText('About 12 people, counted again at the start.')).toBeDefined();
  expect(screen.queryByText(/recipients/)).toBeNull();
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(screen.queryByText('What became of whom')).toBeNull();
  expect(screen.getByRole('button', { name: 'Call it off' })).toBeDefined();
});

test('its mail and to whom it goes may be read, and nothing of it be written', SLOW, async () => {
  await show({});
  expect(await screen.findByText('Güz dönemi', {}, PATIENT)).toBeDefined();
  expect(screen.getByText(/City: “Bursa”/)).toBeDefined();
  expect(screen.getByText('At most 2 in seven days')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Send me a test' })).toBeNull();
});

test('one that was called off before it began reached nobody, and says so', SLOW, async () => {
  await show({ state: 'cancelled', finishedAt: '2026-11-02T06:00:00.000Z' });
  expect(await screen.findByText(/called off before it began/, {}, PATIENT)).toBeDefined();
  expect(screen.queryByText(/0 recipients|Planned for/)).toBeNull();
});

test('beside what became of whom, one that is over shows its mail', SLOW, async () => {
  const over = { state: 'finished', startedAt: STARTS_AT, finishedAt: STARTS_AT } as const;
  await show(over, { ...NOTHING, materialised: 3, recipients: [{ state: 'delivered', reason: '', count: 3 }] });
  expect(await screen.findByText('3 recipients', {}, PATIENT)).toBeDefined();
  await userEvent.setup().click(screen.getByRole('tab', { name: 'Mail' }));
  expect(await screen.findByText('Güz dönemi', {}, PATIENT)).toBeDefined();
});
