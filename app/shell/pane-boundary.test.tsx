// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Boundary } from './pane-boundary';

// Its icons take their time to load on a busy machine.
beforeAll(async () => {
  await import('./pane-crash');
}, 60_000);
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

let isBroken = true;
function Card() {
  if (isBroken) throw new Error('card 17 has no name');
  return <p>the card</p>;
}
const page = (place: string) => (
  <IntlProvider locale="tr" onError={() => undefined}>
    <p>the list</p>
    <Boundary place={place}>
      <Card />
    </Boundary>
  </IntlProvider>
);

test('a part that breaks leaves the rest standing and can be tried again', async () => {
  isBroken = true;
  const person = userEvent.setup();
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  render(page('/customers/17'));
  expect(screen.getByText('the list')).toBeTruthy();
  await screen.findByRole('alert', {}, { timeout: 5_000 });
  await person.click(screen.getByRole('button', { name: 'copy' }));
  expect(copied.mock.calls[0]![0]).toMatch(/\/customers\/17[^]*card 17 has no name/);
  isBroken = false;
  await person.click(screen.getByRole('button', { name: 'retry' }));
  expect(screen.getByText('the card')).toBeTruthy();
});

test('another address is another try', async () => {
  isBroken = true;
  const { rerender } = render(page('/customers/17'));
  await screen.findByRole('alert', {}, { timeout: 5_000 });
  isBroken = false;
  rerender(page('/customers/18'));
  expect(screen.getByText('the card')).toBeTruthy();
});
