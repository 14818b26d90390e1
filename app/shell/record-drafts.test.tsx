// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import Dexie from 'dexie';
import { useEffect, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Basis } from '../../sync/rules/document';
import { makeStamp } from '../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../database/database-context';
import type { FormRecord } from './draft-content';
import { deleteDraftsOf, flushDrafts } from './draft-store';
import { useDraft } from './drafts';

type Values = { city: string; notes: string; date: string; time: string };
/** Day and time are one unit, 'when'. */
type Record = { city: string; notes: string; when: string };
const AYSE = 'member-ayse';
const START: Record = { city: 'Van', notes: 'ilk', when: '2026-11-26T10:00' };
const basisOf = (record: Record, unit: string, atMs = 1): Basis => ({
  stamp: makeStamp(atMs, 0, 'bbbbbbbb'),
  values: { [unit]: record[unit as keyof Record] },
});

function recordOf(record: Record, atMs: number): FormRecord<Values> {
  const [date = '', time = ''] = record.when.split('T');
  return {
    values: { city: record.city, notes: record.notes, date, time },
    unitOf: (field) => (field === 'date' || field === 'time' ? 'when' : field),
    basisOf: (unit) => basisOf(record, unit, atMs),
    valuesOf: (unit, values) => ({
      [unit]: unit === 'when' ? `${values.date}T${values.time}` : values[unit as 'city' | 'notes'],
    }),
  };
}
const wrapper = ({ children }: { children: ReactNode }) => (
  <DatabaseContext.Provider value={{ me: { memberId: AYSE } } as unknown as SahaDatabase}>
    {children}
  </DatabaseContext.Provider>
);

function open(initial: Record = START, atMs = 1) {
  const view = renderHook(
    ({ record, at }: { record: Record; at: number }) => {
      const under = recordOf(record, at);
      const form = useForm<Values>({ defaultValues: under.values });
      for (const field of ['city', 'notes', 'date', 'time'] as const) form.register(field);
      return { form, draft: useDraft('edit:1', form, under) };
    },
    { wrapper, initialProps: { record: initial, at: atMs } },
  );
  return {
    ...view,
    values: () => view.result.current.form.getValues(),
    draft: () => view.result.current.draft,
    ready: () => waitFor(() => expect(view.result.current.draft.isReady).toBe(true)),
    type: (field: keyof Values, text: string) =>
      act(() => view.result.current.form.setValue(field, text, { shouldDirty: true })),
    arrive: (change: Partial<Record>, at: number) => view.rerender({ record: { ...initial, ...change }, at }),
  };
}
/** What is kept of hers: files of tests before this one, in the same worker, leave drafts of others. */
async function kept() {
  const drafts = (await new Dexie('saha-drafts').open()).table<{ key: string; values: object; bases: object }>(
    'drafts',
  );
  const hers = await drafts.filter(({ key }) => key.startsWith(`${AYSE}/`)).toArray();
  return hers.map(({ values, bases }) => ({ values, bases }));
}

beforeEach(() => deleteDraftsOf(AYSE));
afterEach(cleanup);

test('opening a form and what arrives in it make no draft, and what arrives shows', async () => {
  const form = open();
  await form.ready();
  form.arrive({ city: 'Muş', when: '2026-12-01T09:30' }, 2);
  await waitFor(() => expect(form.values()).toMatchObject({ city: 'Muş', date: '2026-12-01', time: '09:30' }));
  await flushDrafts();
  form.unmount();
  await flushDrafts();
  expect(await kept()).toEqual([]);
});

test('keeps what was touched alone, with what it was typed over, whatever arrives', async () => {
  const form = open();
  await form.ready();
  form.type('time', '11:00');
  form.arrive({ notes: 'yeni', when: '2026-12-01T09:30' }, 2);
  await waitFor(() => expect(form.values().notes).toBe('yeni'));
  expect(form.values()).toMatchObject({ date: '2026-11-26', time: '11:00' });
  expect(form.draft().bases).toEqual({ when: basisOf(START, 'when') });
  await flushDrafts();
  expect(await kept()).toEqual([
    { values: { date: '2026-11-26', time: '11:00' }, bases: { when: basisOf(START, 'when') } },
  ]);

  // Somebody moves it while the form is closed; then it is opened again.
  form.unmount();
  const again = open({ ...START, city: 'Muş', when: '2026-12-01T09:30' }, 2);
  await waitFor(() => expect(again.draft().isRestored).toBe(true));
  expect(again.values()).toEqual({ city: 'Muş', notes: 'ilk', date: '2026-11-26', time: '11:00' });
  expect(again.draft().bases).toEqual({ when: basisOf(START, 'when') });
});

test('a draft of an older build gives back what differs, and knows nothing of what it was typed over', async () => {
  const drafts = (await new Dexie('saha-drafts').open()).table('drafts');
  const values = { city: 'Eski', notes: 'ilk', date: '2026-11-26', time: '10:00' };
  await drafts.put({ key: `${AYSE}/edit:1`, values, savedAt: '2026-11-01T08:00:00.000Z' });
  const form = open();
  await waitFor(() => expect(form.draft().isRestored).toBe(true));
  expect(form.draft().bases).toEqual({ city: { stamp: '', values: {} } });
});

test('whoever looks at what stands now types over that, and giving up one fact leaves the others', async () => {
  const form = open();
  await form.ready();
  form.type('city', 'Ağrı');
  form.type('notes', 'benim');
  form.arrive({ city: 'Muş', notes: 'onun' }, 2);
  act(() => form.draft().see('city'));
  act(() => form.draft().giveUp('notes'));
  expect(form.draft().bases).toEqual({ city: basisOf({ ...START, city: 'Muş' }, 'city', 2) });
  expect(form.values()).toMatchObject({ city: 'Ağrı', notes: 'onun' });
  await flushDrafts();
  expect(await kept()).toMatchObject([{ values: { city: 'Ağrı' } }]);
});

test('typed back to what was shown is never touched', async () => {
  const form = open();
  await form.ready();
  form.type('city', 'Muş');
  await flushDrafts();
  expect(await kept()).toHaveLength(1);
  form.type('city', 'Van');
  expect(form.draft().bases).toEqual({});
  await waitFor(async () => expect(await kept()).toEqual([]));
  form.arrive({ city: 'Ağrı' }, 2);
  await waitFor(() => expect(form.values().city).toBe('Ağrı'));
});

test('after starting over what is typed is kept again', async () => {
  const first = open();
  await first.ready();
  first.type('city', 'Muş');
  first.unmount();
  const second = open();
  await waitFor(() => expect(second.draft().isRestored).toBe(true));
  await act(() => second.draft().startOver());
  expect(second.values()).toMatchObject({ city: 'Van' });
  expect(await kept()).toEqual([]);
  second.type('notes', 'baştan');
  second.unmount();
  const third = open();
  await waitFor(() => expect(third.draft().isRestored).toBe(true));
  expect(third.values()).toMatchObject({ city: 'Van', notes: 'baştan' });
});

test('what is typed after saving, while the form still stands, is typed over what was saved and kept', async () => {
  const form = open();
  await form.ready();
  form.type('city', 'Muş');
  await act(() => form.draft().discard());
  form.arrive({ city: 'Muş' }, 2);
  form.type('city', 'Muş merkez');
  expect(form.draft().bases).toEqual({ city: basisOf({ ...START, city: 'Muş' }, 'city', 2) });
  await flushDrafts();
  expect(await kept()).toMatchObject([{ values: { city: 'Muş merkez' } }]);
});

test('what arrives is in the form before anything else happens: nobody types over what is not shown yet', async () => {
  const seen: string[] = [];
  const view = renderHook(
    ({ record, at }: { record: Record; at: number }) => {
      const under = recordOf(record, at);
      const form = useForm<Values>({ defaultValues: under.values });
      // Runs as the first of what follows a drawing.
      useEffect(() => void seen.push(`${under.values.city} ${form.getValues('city')}`));
      return useDraft('edit:1', form, under);
    },
    { wrapper, initialProps: { record: START, at: 1 } },
  );
  await waitFor(() => expect(view.result.current.isReady).toBe(true));
  view.rerender({ record: { ...START, city: 'Muş' }, at: 2 });
  expect(new Set(seen)).toEqual(new Set(['Van Van', 'Muş Muş']));
});
