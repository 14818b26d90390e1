// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { heldOffice } from '../../api/test/held-office';
import { English } from '../../i18n/test/english';
import { useNextRowFocus } from '../../ui/use-next-row-focus';
import { DeletedFiles } from './deleted-files';

afterEach(cleanup);

const PATIENT = { timeout: 10_000 };
const deletedAt = '2026-11-21T09:00:00.000Z';

function Card() {
  const main = useNextRowFocus<HTMLElement>();
  return (
    <main ref={main} tabIndex={-1}>
      <DeletedFiles customerId="c" />
    </main>
  );
}

test('by keyboard one goes on with what was deleted, from the first to be brought back to the last', async () => {
  heldOffice({
    'files.deleted': () => ['Plan.pdf', 'Offer.pdf'].map((name) => ({ id: name, name, deletedAt })),
    'files.bringBack': () => null,
  });
  const person = userEvent.setup();
  render(<Card />, { wrapper: English });
  const focused = () => document.activeElement;
  screen.getByRole('button').focus();
  await person.keyboard('{Enter}');
  await screen.findByText('Plan.pdf', undefined, PATIENT);
  const place = focused();
  expect([place?.localName, place?.textContent?.includes('Plan.pdf')]).toEqual(['div', true]);
  await person.tab();
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(screen.queryByText('Plan.pdf')).toBeNull(), PATIENT);
  await vi.waitFor(() => expect(focused()).toBe(screen.getByRole('button')), PATIENT);
  await person.keyboard('{Enter}');
  await vi.waitFor(() => expect(focused()).toBe(place), PATIENT);
  expect(screen.queryByRole('button')).toBeNull();
});
