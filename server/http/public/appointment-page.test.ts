import { expect, it } from 'vitest';
import type { ShownToCustomer } from '../../features/reminders/show-appointment';
import { appointmentPage } from './appointment-page';

const SHOWN: ShownToCustomer = {
  id: 'x',
  sequence: 1,
  endsAt: '2026-12-01T06:30:00.000Z',
  state: 'open',
  answer: '',
  startsAt: '2026-12-01T05:30:00.000Z',
  zone: 'Europe/Istanbul',
  location: '',
  agentName: 'Zeynep Yılmaz',
  officeName: 'Ege',
  proposedAt: '',
  slots: ['2026-12-02T05:30:00.000Z'],
};

it('never breaks a line between a time and its half of the day', () => {
  const html = appointmentPage('en', SHOWN, '/a/x', '');
  expect(html.match(/8:30\u00a0AM/g)).toHaveLength(2);
  expect(html).not.toContain('8:30 AM');
});
