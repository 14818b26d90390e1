// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { English } from '../i18n/test/english';
import { ComboBox } from './combo-box';

afterEach(cleanup);

const PATIENT = { timeout: 10_000 };
const OPTIONS = ['Ankara', 'Bursa', 'İzmir'].map((id) => ({ id, label: id }));

function Adding() {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <>
      <p role="status">{chosen.join(' ')}</p>
      <ComboBox
        label="Add"
        value={null}
        onChange={(id) => id !== null && setChosen([...chosen, id])}
        options={OPTIONS.filter(({ id }) => !chosen.includes(id))}
      />
    </>
  );
}

test('a box that adds keeps the focus, is empty and closed after each choice, and shows what is left', async () => {
  const person = userEvent.setup();
  render(<Adding />, { wrapper: English });
  await person.tab();
  const box = screen.getByRole<HTMLInputElement>('combobox');
  for (const [typed, so] of [
    ['izm', 'İzmir'],
    ['ank', 'İzmir Ankara'],
  ] as const) {
    await person.keyboard(typed);
    await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1), PATIENT);
    await person.keyboard('{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(screen.getByRole('status').textContent).toBe(so), PATIENT);
    expect([document.activeElement, box.value, box.getAttribute('aria-expanded')]).toEqual([box, '', 'false']);
  }
});
