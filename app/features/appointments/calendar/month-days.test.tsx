// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { viewerZone } from '../../../i18n/formats';
import { English } from '../../../i18n/test/english';
import { resolveWallClock } from '../../../ui/wall-clock';
import type { Appointment } from '../use-appointments';
import type { CalendarEntry } from './calendar-entries';
import { MonthDays } from './month-days';

afterEach(cleanup);

const at = (date: string, time: string) => resolveWallClock({ date, time }, viewerZone()).at;
const entry = (id: string, startsAt: string, endsAt: string): CalendarEntry => ({
  appointment: { id, startsAt, endsAt, status: 'confirmed', deletedAt: '' } as Appointment,
  customer: 'Işık',
  agent: '',
  colour: undefined,
  clashes: [],
});

it('says of both days what goes on past midnight, and of one what ends at it', () => {
  const entries = [
    entry('a', at('2026-11-10', '22:00'), at('2026-11-11', '02:00')),
    entry('b', at('2026-11-17', '22:00'), at('2026-11-18', '00:00')),
  ];
  render(
    <English>
      <MonthDays
        date="2026-11-02"
        today="2026-11-02"
        entries={entries}
        showsAgents={false}
        nowMs={0}
        onPick={() => 0}
      />
    </English>,
  );
  const named = (day: string) => document.querySelector(`[data-month-day="${day}"]`)?.getAttribute('aria-label');
  for (const day of ['2026-11-10', '2026-11-11', '2026-11-17']) expect(named(day)).toContain('1 appointment');
  for (const day of ['2026-11-09', '2026-11-12', '2026-11-18']) expect(named(day)).toContain('No appointments');
});
