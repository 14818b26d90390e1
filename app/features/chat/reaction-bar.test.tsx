// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../../i18n/test/english';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { ReactionBar } from './reaction-bar';
import type { StoredMessage } from './read-thread';

afterEach(cleanup);

function Message() {
  const [isReacting, setIsReacting] = useState(true);
  return (
    <div data-message="m">
      <Menu label="Actions" trigger={<IconButton label="What to do" icon={null} />} actions={[]} />
      {isReacting && (
        <ReactionBar message={{ id: 'm' } as unknown as StoredMessage} onClose={() => setIsReacting(false)} />
      )}
    </div>
  );
}

test.each([
  ['Escape on a sign', (bar: HTMLElement) => bar.querySelector('button'), 'Escape'],
  ['Escape on the last button', (bar: HTMLElement) => [...bar.querySelectorAll('button')].at(-1), 'Escape'],
  ['the last button', (bar: HTMLElement) => [...bar.querySelectorAll('button')].at(-1), 'Enter'],
] as const)('by %s it closes, and the keyboard is at the message again', async (_, buttonIn, key) => {
  render(
    <English>
      <Message />
    </English>,
  );
  const button = buttonIn(await screen.findByRole('group'))!;
  button.focus();
  fireEvent.keyDown(button, { key });
  fireEvent.keyUp(button, { key });
  expect(screen.queryByRole('group')).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('What to do'));
});
