// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { afterEach, expect, test, vi } from 'vitest';
import { AdaptivePopover } from './adaptive-popover';
import { Button } from './button';
import { Menu } from './menu';
import { PopoverTrigger } from './popover-trigger';

afterEach(cleanup);

const wait = { timeout: 5_000 };

test('a menu opens from the keyboard, does what is chosen and gives the focus back', async () => {
  const onAction = vi.fn();
  const person = userEvent.setup();
  render(
    <Menu
      label="Sort"
      trigger={<Button>By name</Button>}
      actions={[
        { id: 'name', label: 'Name' },
        { id: 'newest', label: 'Newest', onAction },
      ]}
    />,
  );
  const trigger = screen.getByRole('button', { name: 'By name' });
  expect(trigger.getAttribute('aria-haspopup')).toBe('menu');
  await person.tab();
  await person.keyboard('{Enter}');
  await screen.findByRole('menu', {}, wait);
  expect(trigger.getAttribute('aria-expanded')).toBe('true');
  await person.click(screen.getByRole('menuitem', { name: 'Newest' }));
  expect(onAction).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull(), wait);
  await waitFor(() => expect(document.activeElement).toBe(trigger), wait);
});

test('buttons inside a popover are themselves, not its trigger', async () => {
  const onPress = vi.fn();
  const person = userEvent.setup();
  render(
    <IntlProvider locale="en">
      <PopoverTrigger>
        <Button>Stage</Button>
        <AdaptivePopover label="Stages">
          {(close) => (
            <Button
              onPress={() => {
                onPress();
                close();
              }}
            >
              Clear
            </Button>
          )}
        </AdaptivePopover>
      </PopoverTrigger>
    </IntlProvider>,
  );
  await person.click(screen.getByRole('button', { name: 'Stage' }));
  const inside = await screen.findByRole('button', { name: 'Clear' }, wait);
  expect(inside.hasAttribute('aria-haspopup')).toBe(false);
  await person.click(inside);
  expect(onPress).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull(), wait);
});
