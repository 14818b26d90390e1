// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { English } from '../../i18n/test/english';
import type { StoredMessage } from './read-thread';
import ThreadSearch from './thread-search';

afterEach(cleanup);

const said = (id: string, body: string) => ({ id, body, kind: 'text' }) as unknown as StoredMessage;
const THREAD = [said('1', 'Perşembe uygun'), said('2', 'Cuma da olur'), said('3', 'Perşembe görüşürüz')];

async function open() {
  const shown: string[] = [];
  let closed = 0;
  const bar = (messages: readonly StoredMessage[], isWhole = true) => (
    <English>
      <ThreadSearch
        messages={messages}
        isWhole={isWhole}
        onShow={(id) => shown.push(id)}
        onClose={() => (closed += 1)}
      />
    </English>
  );
  const { rerender } = render(bar(THREAD));
  const field = screen.getByRole('searchbox', { name: 'Search in this conversation' });
  // Not at once on a busy machine.
  await waitFor(() => expect(document.activeElement).toBe(field), { timeout: 30_000 });
  return {
    shown,
    closed: () => closed,
    status: () => screen.getByRole('status').textContent,
    arrives: (...messages: StoredMessage[]) => rerender(bar([...THREAD, ...messages])),
    person: userEvent.setup(),
  };
}

test('the newest that holds the words comes into sight, Enter leads to older ones and round again', async () => {
  const { person, shown, status, closed } = await open();
  await person.keyboard('persembe');
  expect([shown.at(-1), status()]).toEqual(['3', '1 of 2']);
  await person.keyboard('{Enter}');
  expect([shown.at(-1), status()]).toEqual(['1', '2 of 2']);
  await person.keyboard('{Enter}');
  expect([shown.at(-1), status()]).toEqual(['3', '1 of 2']);
  await person.keyboard('{Shift>}{Enter}{/Shift}');
  expect(shown.at(-1)).toBe('1');
  await person.click(screen.getByRole('button', { name: 'Newer' }));
  expect(shown.at(-1)).toBe('3');
  expect(closed()).toBe(0);
});

test('what arrives meanwhile is counted and moves nobody', async () => {
  const { person, shown, status, arrives } = await open();
  await person.keyboard('perşembe{Enter}');
  const before = [...shown];
  arrives(said('4', 'Perşembe üçte'));
  expect([shown, status()]).toEqual([before, '3 of 3']);
});

test('words that are nowhere are said to be, and Escape empties the field before it ends the search', async () => {
  const { person, status, closed, shown } = await open();
  await person.keyboard('pazar');
  expect([status(), shown.includes('2')]).toEqual(['Not found', false]);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Older' }).disabled).toBe(true);
  await person.keyboard('{Escape}');
  expect([screen.getByRole<HTMLInputElement>('searchbox').value, closed()]).toEqual(['', 0]);
  await person.keyboard('{Escape}');
  expect(closed()).toBe(1);
});
