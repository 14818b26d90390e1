// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { UnsentWork } from '../../../sync/protocol/unsent-work';
import { heldOffice } from '../../api/test/held-office';
import { sealUnsentWork } from '../../database/unsent-file';
import { English } from '../../i18n/test/english';
import { tapTwice } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import ImportUnsent from './import-unsent';

afterEach(() => {
  cleanup();
  attachToaster(() => undefined);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Dialogs are loaded with the first of them, and the code takes its time on purpose. */
const PATIENT = { timeout: 30_000 };
const CODE = 'abcde-fghjk-mnpqr-stuvw';
const WORK: UnsentWork = {
  format: 'saha-unsent',
  version: 1,
  epoch: 'epoch',
  memberId: '01890000-0000-7000-8000-000000000001',
  deviceId: 'aaaaaaaa',
  takenAtMs: 1,
  documents: [],
};

test('a file is brought in once, however often one taps, and the next one can be after it', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const { calls } = heldOffice();
  const opened = vi.spyOn(Blob.prototype, 'text');
  const { container } = render(
    <English>
      <ImportUnsent />
    </English>,
  );
  const sealed = await sealUnsentWork(WORK, CODE, '2026-01-02T03:04:05.000Z');
  const choose = () => {
    const input = container.querySelector<HTMLInputElement>('input[type=file]')!;
    fireEvent.change(input, { target: { files: [new File([sealed], 'unsent.json', { type: 'application/json' })] } });
  };
  const bringIn = async (code: string) => {
    const field = await screen.findByRole('textbox', { name: 'Code' }, PATIENT);
    fireEvent.change(field, { target: { value: code } });
    tapTwice(screen.getByRole('button', { name: 'Bring in' }));
  };
  for (const [before, isFirst] of [
    [0, true],
    [1, false],
  ] as const) {
    choose();
    if (isFirst) {
      await bringIn('not the code');
      await screen.findByText(/^This code does not open/, {}, PATIENT);
    }
    await bringIn(CODE);
    await waitFor(() => expect(calls).toHaveLength(before + 1), PATIENT);
    await act(async () => calls[before]?.answer({ applied: 2, refused: [] }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENT);
    expect(said).toHaveLength(before + 1);
  }
  // Once with the wrong code, and once each.
  expect(opened).toHaveBeenCalledTimes(3);
  expect(calls.map(({ path }) => path)).toEqual(['work.importFile', 'work.importFile']);
});
