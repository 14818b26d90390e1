// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { English } from '../../i18n/test/english';
import { PlannedTime, type Planned } from './planned-time';

afterEach(cleanup);

const PATIENT = { timeout: 30_000 };
const NOW_MS = Date.parse('2026-11-15T09:00:00.000Z');

function Pane({ day, zone }: { day: string; zone: string }) {
  const [planned, setPlanned] = useState<Planned>({ day, time: '09:00' });
  return <PlannedTime planned={planned} onChange={setPlanned} zone={zone} nowMs={NOW_MS} />;
}
const open = (day: string, zone: string) =>
  render(
    <English>
      <Pane day={day} zone={zone} />
    </English>,
  );
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

test('whose clock it is stands there where the own one is another', () => {
  open('2026-11-20', 'Pacific/Auckland');
  expect(screen.getByText(/By the clock of the office \(Auckland\)/).textContent).toMatch(/By your clock: .*19/);
});

test('where both clocks are one nothing is said of them', () => {
  open('2026-11-20', HERE);
  expect(screen.queryByText(/By the clock/)).toBeNull();
});

test('no day that is over at the office can be picked, and no time of today', { timeout: 60_000 }, async () => {
  // There it is the 15th, and ten in the evening.
  open('2026-11-15', 'Pacific/Auckland');
  expect(screen.getByRole('alert').textContent).toMatch(/That time has passed/);
  await userEvent.setup().click(screen.getByRole('button', { name: /^Day/ }));
  const month = await screen.findByRole('grid', {}, PATIENT);
  const off = [...month.querySelectorAll('[role="button"][aria-disabled="true"]')].map(
    ({ textContent }) => textContent,
  );
  expect(off).toContain('14');
  expect(off).not.toContain('16');
});
