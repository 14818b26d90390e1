// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../../i18n/test/english';
import { attachToaster } from '../../ui/toast';
import { tapTwice } from '../../ui/test/taps';
import { UnmatchedNew } from './unmatched-new';

afterEach(() => {
  cleanup();
  attachToaster(() => undefined);
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };

test('whoever wrote becomes one customer, however often one taps; a failure can be tried again', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const ends: { readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
  const onMake = vi.fn(() => new Promise<void>((done, failed) => ends.push({ done, failed })));
  render(
    <English>
      <UnmatchedNew name="Ada Lovelace" phone="" onClose={() => undefined} onMake={onMake} />
    </English>,
  );
  const make = await screen.findByRole('button', { name: 'Make a customer' }, PATIENT);
  tapTwice(make);
  expect(onMake.mock.calls).toEqual([[{ firstName: 'Ada', lastName: 'Lovelace' }]]);
  await act(async () => ends[0]?.failed(new Error('lost')));
  expect(said).toHaveLength(1);
  tapTwice(make);
  expect(onMake).toHaveBeenCalledTimes(2);
  await act(async () => ends[1]?.done());
  // Until the thread takes its place a tap makes nobody a second time.
  tapTwice(make);
  expect(onMake).toHaveBeenCalledTimes(2);
  expect(said[1]).toContain('Ada Lovelace');
});
