// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseShortcuts } from './shortcut-choice';
import { useShortcut } from './use-shortcut';

beforeEach(() => chooseShortcuts(true));
afterEach(cleanup);

function Page({ onKey, children }: { onKey: () => void; children?: ReactNode }) {
  useShortcut('n', onKey);
  return (
    <>
      <input aria-label="name" />
      {children}
    </>
  );
}

test('a key does its work alone, not while somebody types, with a modifier or under a dialog', async () => {
  const onKey = vi.fn();
  const person = userEvent.setup();
  const { rerender } = render(<Page onKey={onKey} />);
  await person.keyboard('n');
  expect(onKey).toHaveBeenCalledTimes(1);
  await person.keyboard('{Control>}n{/Control}{Alt>}n{/Alt}{Meta>}n{/Meta}');
  await person.type(screen.getByLabelText('name'), 'nn');
  await person.tab();
  rerender(
    <Page onKey={onKey}>
      <div role="dialog" />
    </Page>,
  );
  await person.keyboard('n');
  expect(onKey).toHaveBeenCalledTimes(1);
});

test('a key does its work while a choice or a switch has the focus, which takes no letters', async () => {
  const onKey = vi.fn();
  const person = userEvent.setup();
  render(
    <Page onKey={onKey}>
      <input type="radio" aria-label="week" />
      <input type="checkbox" aria-label="mine" />
    </Page>,
  );
  for (const name of ['week', 'mine']) {
    screen.getByLabelText(name).focus();
    await person.keyboard('n');
  }
  expect(onKey).toHaveBeenCalledTimes(2);
});

test('who switched single keys off is left alone until they are on again', async () => {
  const onKey = vi.fn();
  const person = userEvent.setup();
  render(<Page onKey={onKey} />);
  chooseShortcuts(false);
  await person.keyboard('n');
  expect(onKey).not.toHaveBeenCalled();
  chooseShortcuts(true);
  await person.keyboard('n');
  expect(onKey).toHaveBeenCalledOnce();
});
