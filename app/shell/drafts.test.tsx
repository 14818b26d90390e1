// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../database/database-context';
import { deleteDraftsOf, flushDrafts } from './draft-store';
import { useDraft } from './drafts';
import { useFieldDrafts, useLooseDraft } from './loose-drafts';

type Values = { name: string; city: string };

const AYSE = 'member-ayse';
const CITY = { stamp: makeStamp(1, 0, 'aaaaaaaa'), values: { city: 'Ankara' } };
const DENIZ = 'member-deniz';
const onDeviceOf =
  (memberId: string) =>
  ({ children }: { children: ReactNode }) => (
    <DatabaseContext.Provider value={{ me: { memberId } } as unknown as SahaDatabase}>
      {children}
    </DatabaseContext.Provider>
  );

function openForm(key = 'customer-new', memberId = AYSE) {
  return renderHook(
    () => {
      const form = useForm<Values>({ defaultValues: { name: '', city: 'Ankara' } });
      form.register('name');
      form.register('city');
      return { form, draft: useDraft(key, form) };
    },
    { wrapper: onDeviceOf(memberId) },
  );
}

async function type(view: ReturnType<typeof openForm>, name: string) {
  await waitFor(() => expect(view.result.current.draft.isReady).toBe(true));
  act(() => view.result.current.form.setValue('name', name, { shouldDirty: true }));
}

/** From an earlier time: the name Dünkü, the city Bursa. */
async function leaveYesterdaysDraft() {
  const view = openForm();
  await type(view, 'Dünkü');
  act(() => view.result.current.form.setValue('city', 'Bursa', { shouldDirty: true }));
  await flushDrafts();
  view.unmount();
}

/** Looking for a draft, a form asks which tabs live; it is answered when the returned function is called. */
function holdSearch(): () => void {
  let answer: (held: { held: never[] }) => void = () => undefined;
  const query = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: { query } } }));
  return () => answer({ held: [] });
}

beforeEach(async () => {
  // Another file of the same process may have left its language there.
  localStorage.clear();
  await deleteDraftsOf(AYSE);
  await deleteDraftsOf(DENIZ);
  // And drafts: what its people typed is none of these two's.
  await flushDrafts();
  await (await new Dexie('saha-drafts').open()).table('drafts').clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('what was typed is there when the form opens again', async () => {
  const first = openForm();
  await type(first, 'Işıl');
  await flushDrafts();
  first.unmount();

  const second = openForm();
  await waitFor(() => expect(second.result.current.draft.isRestored).toBe(true));
  expect(second.result.current.form.getValues()).toEqual({ name: 'Işıl', city: 'Ankara' });
});

test('a form is drawn anew for the first letter in a field and not for every further one', async () => {
  let drawn = 0;
  const view = renderHook(
    () => {
      drawn += 1;
      const form = useForm<Values>({ defaultValues: { name: '', city: 'Ankara' } });
      form.register('name');
      return { form, draft: useDraft('customer-new', form) };
    },
    { wrapper: onDeviceOf(AYSE) },
  );
  await type(view, 'I');
  const first = drawn;
  await type(view, 'Iş');
  await type(view, 'Işı');
  expect(drawn).toBe(first);
});

test('a form that closes within the saving delay loses nothing', async () => {
  const first = openForm();
  await type(first, 'Ayşe');
  first.unmount();

  const second = openForm();
  await waitFor(() => expect(second.result.current.draft.isRestored).toBe(true));
  expect(second.result.current.form.getValues('name')).toBe('Ayşe');
});

test('what is typed while a draft is being looked for stays, beside what the draft knows of other fields', async () => {
  await leaveYesterdaysDraft();
  const endSearch = holdSearch();
  const second = openForm();
  for (const name of ['I', 'Iş', 'Işıl']) {
    act(() => second.result.current.form.setValue('name', name, { shouldDirty: true }));
    // Longer than it takes until what is typed is kept.
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
  endSearch();
  await waitFor(() => expect(second.result.current.draft.isRestored).toBe(true));
  expect(second.result.current.form.getValues()).toEqual({ name: 'Işıl', city: 'Bursa' });
  await flushDrafts();
  second.unmount();

  vi.unstubAllGlobals();
  const third = openForm();
  await waitFor(() => expect(third.result.current.draft.isRestored).toBe(true));
  expect(third.result.current.form.getValues()).toEqual({ name: 'Işıl', city: 'Bursa' });
});

test('what is typed before anything was found loses no letter to its own draft', async () => {
  const endSearch = holdSearch();
  const form = openForm();
  act(() => form.result.current.form.setValue('name', 'I', { shouldDirty: true }));
  await new Promise((resolve) => {
    setTimeout(resolve, 400);
  });
  act(() => form.result.current.form.setValue('name', 'Işılay', { shouldDirty: true }));
  endSearch();
  await waitFor(() => expect(form.result.current.draft.isReady).toBe(true));
  expect(form.result.current.form.getValues('name')).toBe('Işılay');
  expect(form.result.current.draft.isRestored).toBe(false);
});

test('a form that is left before its draft was found keeps what was typed, on top of that draft', async () => {
  await leaveYesterdaysDraft();
  const endSearch = holdSearch();
  const second = openForm();
  act(() => second.result.current.form.setValue('name', 'Işıl', { shouldDirty: true }));
  second.unmount();
  endSearch();
  vi.unstubAllGlobals();
  const kept = (await new Dexie('saha-drafts').open()).table<{ values: Values }>('drafts');
  await waitFor(async () =>
    expect((await kept.toArray()).map(({ values }) => values)).toEqual([{ name: 'Işıl', city: 'Bursa' }]),
  );
});

test('what was typed in the moment a page is left is there in the next one', async () => {
  const first = openForm();
  await type(first, 'Son anda');
  // As the browser leaves it: the page's words to localStorage, and nothing after them.
  const drafts = (await new Dexie('saha-drafts').open()).table('drafts');
  window.dispatchEvent(new Event('pagehide'));
  const left = { ...localStorage };
  await flushDrafts();
  await waitFor(() => expect(Object.keys(localStorage)).toEqual([]));
  first.unmount();
  await drafts.clear();
  for (const [key, value] of Object.entries(left)) localStorage.setItem(key, String(value));

  const second = openForm();
  await waitFor(() => expect(second.result.current.form.getValues('name')).toBe('Son anda'));
  expect(Object.keys(localStorage)).toEqual([]);
  for (const [key, value] of Object.entries(left)) localStorage.setItem(key, String(value));
  await act(() => second.result.current.draft.discard());
  expect(Object.keys(localStorage)).toEqual([]);
  for (const [key, value] of Object.entries(left)) localStorage.setItem(key, String(value));
  await deleteDraftsOf(AYSE);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('typing without a pause is kept meanwhile', async () => {
  const form = openForm();
  const drafts = (await new Dexie('saha-drafts').open()).table<{ values: Values }>('drafts');
  for (let at = 0; at < 12; at += 1) {
    await type(form, `yazıyor ${at}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  expect((await drafts.toArray()).map(({ values }) => values.name)).toEqual([expect.stringMatching(/^yazıyor \d+$/)]);
});

test('a saved form leaves no draft behind, not even one still on its way', async () => {
  const first = openForm();
  await type(first, 'Mehmet');
  await act(() => first.result.current.draft.discard());
  await flushDrafts();
  first.unmount();

  const second = openForm();
  await waitFor(() => expect(second.result.current.draft.isReady).toBe(true));
  expect(second.result.current.draft.isRestored).toBe(false);
  expect(second.result.current.form.getValues('name')).toBe('');
});

test('what is being typed in another tab stays there, until that tab is gone', async () => {
  const here = openForm();
  await type(here, 'Öteki sekmede');
  await flushDrafts();
  here.unmount();
  // As the other tab would have kept it.
  const drafts = (await new Dexie('saha-drafts').open()).table<{ key: string }>('drafts');
  const own = await drafts.toCollection().first();
  const theirs = `${AYSE}/customer-new#other-tab`;
  await drafts.delete(own!.key);
  await drafts.put({ ...own!, key: theirs });
  const held = [{ name: 'saha-tab-other-tab' }];
  vi.stubGlobal(
    'navigator',
    Object.create(navigator, { locks: { value: { query: () => Promise.resolve({ held }) } } }),
  );

  const meanwhile = openForm();
  await waitFor(() => expect(meanwhile.result.current.draft.isReady).toBe(true));
  expect(meanwhile.result.current.draft.isRestored).toBe(false);
  await type(meanwhile, 'Burada');
  await act(() => meanwhile.result.current.draft.discard());
  meanwhile.unmount();
  expect(await drafts.get(theirs)).toBeDefined();

  held.splice(0);
  const later = openForm();
  await waitFor(() => expect(later.result.current.form.getValues('name')).toBe('Öteki sekmede'));
  expect(await drafts.get(theirs)).toBeUndefined();
});

test('what a build kept before tabs had names is taken up, once', async () => {
  const drafts = (await new Dexie('saha-drafts').open()).table<{ key: string }>('drafts');
  const kept = (key: string, values: object) =>
    drafts.put({ key: `${AYSE}/${key}`, values, savedAt: '2026-11-01T08:00:00.000Z' } as never);
  await kept('customer-new', { name: 'Eski sürümden' });
  await kept('customer:1:city', { text: 'Eskişe' });
  await kept('customer-new-too', { name: 'Başka form' });

  const form = openForm();
  await waitFor(() => expect(form.result.current.form.getValues('name')).toBe('Eski sürümden'));
  const fields = renderHook(() => useFieldDrafts('customer:1'), { wrapper: onDeviceOf(AYSE) });
  await waitFor(() => expect(fields.result.current('city').found).toEqual({ text: 'Eskişe', basis: null }));
  await act(() => form.result.current.draft.discard());
  form.unmount();
  const again = openForm();
  await waitFor(() => expect(again.result.current.draft.isReady).toBe(true));
  expect(again.result.current.draft.isRestored).toBe(false);
  expect((await drafts.toCollection().primaryKeys()).filter((key) => !String(key).includes('#'))).toEqual([
    `${AYSE}/customer-new-too`,
  ]);
});

test('drafts of different forms do not meet', async () => {
  const first = openForm('customer-edit:1');
  await type(first, 'Zeynep');
  await flushDrafts();
  const other = openForm('customer-edit:2');
  await waitFor(() => expect(other.result.current.draft.isReady).toBe(true));
  expect(other.result.current.draft.isRestored).toBe(false);
});

test('nobody sees another person’s draft, and signing out deletes only one’s own', async () => {
  const ayse = openForm('customer-new', AYSE);
  await type(ayse, 'Ayşe yazdı');
  ayse.unmount();
  const deniz = openForm('customer-new', DENIZ);
  await waitFor(() => expect(deniz.result.current.draft.isReady).toBe(true));
  expect(deniz.result.current.draft.isRestored).toBe(false);
  await type(deniz, 'Deniz yazdı');
  deniz.unmount();

  const typed = openForm('customer-new', DENIZ);
  await waitFor(() => expect(typed.result.current.draft.isRestored).toBe(true));
  await type(typed, 'Deniz daha yazıyor');
  await deleteDraftsOf(DENIZ);
  typed.unmount();
  const denizAgain = openForm('customer-new', DENIZ);
  await waitFor(() => expect(denizAgain.result.current.draft.isReady).toBe(true));
  expect(denizAgain.result.current.draft.isRestored).toBe(false);
  const ayseAgain = openForm('customer-new', AYSE);
  await waitFor(() => expect(ayseAgain.result.current.form.getValues('name')).toBe('Ayşe yazdı'));
});

function openLog() {
  const heard: unknown[] = [];
  const view = renderHook(() => useLooseDraft<{ body: string }>('log:1', (found) => heard.push(found)), {
    wrapper: onDeviceOf(AYSE),
  });
  return { ...view, heard };
}

test('a note half written comes back until it is saved, and never over something newer', async () => {
  const first = openLog();
  first.result.current.keep({ body: 'Yarın ara' });
  first.unmount();
  const second = openLog();
  await waitFor(() => expect(second.heard).toEqual([{ body: 'Yarın ara' }]));
  second.result.current.keep({ body: 'Yarın saat ikide ara' });
  await flushDrafts();
  second.unmount();

  const hurried = openLog();
  hurried.result.current.keep({ body: 'Başka' });
  await flushDrafts();
  expect(hurried.heard).toEqual([]);
  hurried.result.current.drop();
  hurried.unmount();
  const last = openLog();
  await flushDrafts();
  await new Promise((resolve) => {
    setTimeout(resolve, 30);
  });
  expect(last.heard).toEqual([]);
});

test('fields edited in place keep their words each, per document', async () => {
  const open = (id: string) => renderHook(() => useFieldDrafts(`customer:${id}`), { wrapper: onDeviceOf(AYSE) });
  const first = open('1');
  first.result.current('city').keep('Eskiş', CITY);
  first.result.current('notes').keep('Akşam', CITY);
  first.result.current('notes').drop();
  await flushDrafts();
  first.unmount();
  const [again, other] = [open('1'), open('12')];
  await waitFor(() => expect(again.result.current('city').found).toEqual({ text: 'Eskiş', basis: CITY }));
  expect(again.result.current('notes').found).toBeUndefined();
  expect(other.result.current('city').found).toBeUndefined();
});

test('a field edited in place keeps what is typed before its draft is found, and the others get theirs', async () => {
  const before = renderHook(() => useFieldDrafts('customer:1'), { wrapper: onDeviceOf(AYSE) });
  before.result.current('city').keep('Dünkü', CITY);
  before.result.current('notes').keep('Akşam', CITY);
  await flushDrafts();
  before.unmount();
  const endSearch = holdSearch();
  const fields = renderHook(() => useFieldDrafts('customer:1'), { wrapper: onDeviceOf(AYSE) });
  fields.result.current('city').keep('Ş', CITY);
  await flushDrafts();
  endSearch();
  await waitFor(() => expect(fields.result.current('notes').found).toEqual({ text: 'Akşam', basis: CITY }));
  expect(fields.result.current('city').found).toBeUndefined();
});

test('what was typed a moment ago is there for whoever comes straight back to the field', async () => {
  const open = () => renderHook(() => useFieldDrafts('customer:1'), { wrapper: onDeviceOf(AYSE) });
  const first = open();
  act(() => first.result.current('city').keep('Bur', CITY));
  first.unmount();
  const second = open();
  await waitFor(() => expect(second.result.current('city').found?.text).toBe('Bur'));
});
