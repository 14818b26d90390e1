// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachToaster } from '../ui/toast';
import { useSubmit } from './use-submit';

let said: string[] = [];
beforeEach(() => {
  said = [];
  attachToaster(({ text }) => said.push(text));
});
afterEach(() => attachToaster(() => undefined));

/** A save that is under way until it is let go. */
function held() {
  const tries: { readonly done: (words?: string) => void; readonly failed: (error: unknown) => void }[] = [];
  const send = () =>
    new Promise<string | void>((resolve, reject) => tries.push({ done: (words) => resolve(words), failed: reject }));
  return { tries, send };
}

test('two taps before anything is drawn again are one try, and it is said once that it is saved', async () => {
  const { tries, send } = held();
  const { result } = renderHook(() => useSubmit(send));
  act(() => {
    result.current.submit();
    result.current.submit();
  });
  expect([tries.length, result.current.isPending]).toEqual([1, true]);
  await act(async () => tries[0]?.done('Kaydedildi'));
  expect(said).toEqual(['Kaydedildi']);
  // The form closes; what is tapped until it has is no try either.
  act(() => result.current.submit());
  expect([tries.length, result.current.isPending]).toEqual([1, true]);
});

test('what it was refused with stands in the form, and the next try begins without it', async () => {
  const { tries, send } = held();
  const { result } = renderHook(() => useSubmit(send));
  act(() => result.current.submit());
  await act(async () => tries[0]?.failed(Object.assign(new Error(), { code: 'team.nameTaken' })));
  expect(result.current).toMatchObject({ isPending: false, refusal: 'error.team.nameTaken' });
  expect(said).toEqual([]);
  act(() => result.current.submit());
  expect(result.current).toMatchObject({ isPending: true, refusal: null });
});

test('a form with its own words says what is missing without sending anything, and what a failure means', async () => {
  const { tries, send } = held();
  let name = '';
  const { result } = renderHook(() =>
    useSubmit(send, {
      check: () => (name === '' ? { field: 'name', key: 'nameMissing' } : null),
      refusalOf: () => ({ field: 'form', key: 'notStored' }),
    }),
  );
  act(() => result.current.submit());
  expect(result.current).toMatchObject({ isPending: false, refusal: { field: 'name', key: 'nameMissing' } });
  expect(tries).toHaveLength(0);
  name = 'Ege';
  act(() => result.current.submit());
  await act(async () => tries[0]?.failed(new Error('no room')));
  expect(result.current).toMatchObject({ isPending: false, refusal: { field: 'form', key: 'notStored' } });
});
