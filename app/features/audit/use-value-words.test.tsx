// @vitest-environment happy-dom
import { cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COLLECTIONS, WRITABLE_COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { useValueWords } from './use-value-words';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
let db: Awaited<ReturnType<typeof synced>>['db'];
beforeEach(async () => {
  ({ db } = await synced(new OfficeInMemory()));
});
afterEach(async () => {
  cleanup();
  await closeDevices();
});

const Office = ({ children }: { children: ReactNode }) => (
  <English>
    <RecordsProvider value={RECORD_KINDS}>
      <DatabaseContext.Provider value={db}>{children}</DatabaseContext.Provider>
    </RecordsProvider>
  </English>
);
const unitWords = (collection: WritableCollectionName, unit: string, values: Readonly<Record<string, unknown>>) =>
  renderHook(() => useValueWords(collection), { wrapper: Office }).result.current.unitWordsOf(unit, values);

test('what comes next is said with its day and its time, and without what is not there', () => {
  const step = { nextStepText: 'Send the offer', nextStepDueOn: '2026-12-01', nextStepDueTime: '', nextStepDoneAt: '' };
  expect(unitWords('customers', 'nextStep', step)).toBe('Send the offer · 1 Aralık 2026 Salı');
  expect(unitWords('customers', 'nextStep', { ...step, nextStepDueTime: '14:30' })).toBe(
    'Send the offer · 1 Aralık 2026 Salı · 14:30',
  );
  expect(unitWords('customers', 'nextStep', { ...step, nextStepText: '', nextStepDueOn: '' })).toBe('empty');
});

test('a choice of yes and no is said in words', () => {
  expect(unitWords('customers', 'remindersPaused', { remindersPaused: true })).toBe('yes');
  expect(unitWords('customers', 'remindersPaused', { remindersPaused: false })).toBe('no');
});

test('what nobody shares is said to be nobody’s, and not to be empty', () => {
  expect(unitWords('segments', 'teamId', { teamId: '' })).toBe('Not shared');
});

test('a mail is said with its subject and its text', () => {
  const mail = { emailSubjectEn: 'Welcome', emailBodyEn: 'Good day,\nhere is your offer.' };
  expect(unitWords('templates', 'emailEn', mail)).toBe('Welcome\nGood day,\nhere is your offer.');
});

test('a rule, labels and accepted clashes are said in words', () => {
  const said = (collection: WritableCollectionName, field: string, value: unknown) =>
    unitWords(collection, field, { [field]: value });
  expect(said('appointments', 'recurrence', 'FREQ=WEEKLY;BYDAY=MO')).toBe('Every week on Pazartesi');
  // Only the appointment itself knows on which day.
  expect(said('appointments', 'recurrence', 'FREQ=YEARLY')).toBe('Every year');
  const accepted = { on: '', root: '1', otherOn: '', by: '2' };
  expect(said('appointments', 'accepts', [{ ...accepted, reason: 'Both come together' }])).toBe('Both come together');
  expect(said('appointments', 'accepts', [{ ...accepted, reason: '' }])).toBe('1');
  expect(said('conversations', 'labelIds', ['new_lead', 'price'])).toBe('new lead, price');
});

test('nothing is read out as it is stored', () => {
  const raw = WRITABLE_COLLECTIONS.flatMap((collection) =>
    Object.entries(RECORD_KINDS[collection].fields)
      .filter(([, { content, say, isSilent }]) => content === 'json' && say === undefined && isSilent !== true)
      .map(([field]) => `${collection}.${field}`),
  );
  expect(raw).toEqual([]);
});

const VALUES = { date: '2026-12-01', instant: '2026-12-01T09:00:00.000Z' } as const;
function valueOf(collection: WritableCollectionName, field: string): string {
  const content = RECORD_KINDS[collection].fields[field]?.content;
  return content === 'date' || content === 'instant' ? VALUES[content] : '09:00';
}

test('no unit of several fields is said without any of them', () => {
  const mute = WRITABLE_COLLECTIONS.flatMap((collection) =>
    Object.entries(COLLECTIONS[collection].units)
      .filter(([unit, { fields, merge }]) => merge !== 'server' && fields.some((field) => field !== unit))
      .filter(([unit, { fields }]) => {
        const values = Object.fromEntries(fields.map((field) => [field, valueOf(collection, field)]));
        return unitWords(collection, unit, values) === 'empty';
      })
      .map(([unit]) => `${collection}.${unit}`),
  );
  expect(mute).toEqual([]);
});
