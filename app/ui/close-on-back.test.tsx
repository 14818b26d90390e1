// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { English } from '../i18n/test/english';
import { Dialog } from './dialog';
import { Select } from './select';

/** As Chromium keeps them: going back is told to the one that was made last. */
class Watcher {
  static readonly open: Watcher[] = [];
  onclose: (() => void) | null = null;
  constructor() {
    Watcher.open.push(this);
  }
  destroy() {
    const at = Watcher.open.indexOf(this);
    if (at >= 0) Watcher.open.splice(at, 1);
  }
}
/** False: nothing is open, and the screen is left. */
const goBack = () =>
  act(() => {
    const last = Watcher.open.pop();
    last?.onclose?.();
    return Promise.resolve(last !== undefined);
  });

beforeEach(() => vi.stubGlobal('CloseWatcher', Watcher));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PATIENT = { timeout: 30_000 };

function Screen({ isHeld = false }: { isHeld?: boolean }) {
  const [isOpen, setOpen] = useState(true);
  const choices = ['Phone', 'Visit'].map((id) => ({ id, label: id }));
  return (
    <English>
      <Dialog isOpen={isOpen} onOpenChange={isHeld ? () => undefined : setOpen} title="A form">
        <Select label="Kind" value="Phone" onChange={() => undefined} options={choices} />
      </Dialog>
    </English>
  );
}

test('going back closes the list, then the dialog, and only then leaves the screen', async () => {
  render(<Screen />);
  const kind = await screen.findByRole('button', { name: /Kind/ }, PATIENT);
  await waitFor(() => expect(Watcher.open).toHaveLength(1), PATIENT);
  fireEvent.click(kind);
  await screen.findByRole('option', { name: 'Visit' }, PATIENT);
  expect(await goBack()).toBe(true);
  await waitFor(() => expect(screen.queryByRole('option')).toBeNull(), PATIENT);
  expect(screen.getByRole('dialog')).toBeTruthy();
  expect(await goBack()).toBe(true);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENT);
  expect(await goBack()).toBe(false);
});

test('what cannot be closed yet stays, and keeps the screen from being left', async () => {
  render(<Screen isHeld />);
  await screen.findByRole('dialog', {}, PATIENT);
  await waitFor(() => expect(Watcher.open).toHaveLength(1), PATIENT);
  expect(await goBack()).toBe(true);
  expect(screen.getByRole('dialog')).toBeTruthy();
  expect(await goBack()).toBe(true);
});
