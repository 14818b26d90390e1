// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button';
import { IconButton } from './icon-button';

afterEach(cleanup);

test.each(['Erase', 'Remove'])('%s keeps the focus while its work is under way, and takes no press', async (name) => {
  const onPress = vi.fn();
  const person = userEvent.setup();
  function Work() {
    const [isPending, setPending] = useState(false);
    const begin = () => {
      onPress();
      setPending(true);
    };
    return (
      <>
        <Button isDisabled={isPending} onPress={begin}>
          Erase
        </Button>
        <IconButton label="Remove" icon={null} isDisabled={isPending} onPress={begin} />
        <button onClick={() => setPending(false)}>End</button>
      </>
    );
  }
  render(<Work />);
  const pressed = screen.getByRole<HTMLButtonElement>('button', { name });
  const other = screen.getByRole<HTMLButtonElement>('button', { name: name === 'Erase' ? 'Remove' : 'Erase' });
  pressed.focus();
  await person.keyboard('{Enter}');
  expect([pressed.disabled, pressed.getAttribute('aria-disabled'), other.disabled]).toEqual([false, 'true', true]);
  await person.keyboard('{Enter}');
  await person.click(pressed);
  expect([onPress.mock.calls.length, document.activeElement]).toEqual([1, pressed]);

  // Left, it is disabled like the others; and none of them is for ever.
  await person.tab();
  expect([pressed.disabled, other.disabled]).toEqual([true, true]);
  await person.keyboard('{Enter}');
  expect([pressed.disabled, other.disabled]).toEqual([false, false]);
});
