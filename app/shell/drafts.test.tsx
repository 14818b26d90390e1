// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { useForm } from 'react-hook-form';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteAllDrafts, flushDrafts, useDraft } from './drafts';

type Values = { name: string; city: string };

function openForm(key = 'customer-new') {
  return renderHook(() => {
    const form = useForm<Values>({ defaultValues: { name: '', city: 'Ankara' } });
    form.register('name');
    form.register('city');
    return { form, draft: useDraft(key, form) };
  });
}

async function type(view: ReturnType<typeof openForm>, name: string) {
  await waitFor(() => expect(view.result.current.draft.isReady).toBe(true));
  act(() => view.result.current.form.setValue('name', name, { shouldDirty: true }));
}

beforeEach(deleteAllDrafts);
afterEach(cleanup);

test('what was typed is there when the form opens again', async () => {
  const first = openForm();
  await type(first, 'Işıl');
  await flushDrafts();
  first.unmount();

  const second = openForm();
  await waitFor(() => expect(second.result.current.draft.isRestored).toBe(true));
  expect(second.result.current.form.getValues()).toEqual({ name: 'Işıl', city: 'Ankara' });
});

test('a form that closes within the saving delay loses nothing', async () => {
  const first = openForm();
  await type(first, 'Ayşe');
  first.unmount();

  const second = openForm();
  await waitFor(() => expect(second.result.current.draft.isRestored).toBe(true));
  expect(second.result.current.form.getValues('name')).toBe('Ayşe');
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

test('drafts of different forms do not meet, and signing out removes them all', async () => {
  const first = openForm('customer-edit:1');
  await type(first, 'Zeynep');
  await flushDrafts();
  const other = openForm('customer-edit:2');
  await waitFor(() => expect(other.result.current.draft.isReady).toBe(true));
  expect(other.result.current.draft.isRestored).toBe(false);
  first.unmount();
  other.unmount();

  await deleteAllDrafts();
  const again = openForm('customer-edit:1');
  await waitFor(() => expect(again.result.current.draft.isReady).toBe(true));
  expect(again.result.current.draft.isRestored).toBe(false);
});
