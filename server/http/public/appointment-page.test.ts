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
  country: '',
  agentName: 'Zeynep Yılmaz',
  agentEmail: 'zeynep@ege.example',
  officeName: 'Ege',
  proposedAt: '',
  slots: ['2026-12-02T05:30:00.000Z'],
};

it('never breaks a line between a time and its half of the day', () => {
  const html = appointmentPage('en', SHOWN, '/a/x', '');
  expect(html.match(/8:30\u00a0AM/g)).toHaveLength(2);
  expect(html).not.toContain('8:30 AM');
});

it('opens the call one meets in, and nothing else that somebody typed as the place', () => {
  const at = (location: string) => /<dt>Where<\/dt><dd>(.*?)<\/dd>/.exec(appointmentPage('en', { ...SHOWN, location }, '/a/x', ''))?.[1];
  expect(at('Zoom: https://zoom.us/j/987?pwd=a&b=c (kod 12)')).toBe(
    'Zoom: <a class="inline" href="https://zoom.us/j/987?pwd=a&#38;b=c">https://zoom.us/j/987?pwd=a&#38;b=c</a> (kod 12)',
  );
  expect(at('javascript:alert(1) <b>')).toBe('javascript:alert(1) &#60;b&#62;');
  expect(at('https://"onclick=x')).toBe('https://&#34;onclick=x');
});

it('puts it into the calendar in the language in which it is read', () => {
  expect(appointmentPage('en', SHOWN, '/a/x', '')).toContain('href="/a/x/event.ics?lang=en"');
});

it('says whose time it is where no clock of the customer’s country shows it', () => {
  const html = appointmentPage('tr', { ...SHOWN, country: 'DE' }, '/a/x', '');
  expect(html).toContain('1 Aralık Salı, 08:30\u00a0(Türkiye\u00a0Standart\u00a0Saati)');
  expect(appointmentPage('tr', { ...SHOWN, country: 'TR' }, '/a/x', '')).not.toContain('Türkiye');
});

it('has no time chosen that nobody chose, and sends none without a choice', () => {
  const html = appointmentPage('tr', SHOWN, '/a/x', '');
  expect(html).not.toContain(' checked');
  expect(html.match(/type="radio" [^>]*required/g)).toHaveLength(2);
});

it('leads whoever is asked to write to where they can', () => {
  const off = { ...SHOWN, state: 'cancelled', agentEmail: 'a?cc=b@x.example' } as const;
  expect(appointmentPage('tr', off, '/a/x', '')).toContain('href="mailto:a%3Fcc%3Db@x.example"');
  expect(appointmentPage('tr', { ...off, agentEmail: '' }, '/a/x', '')).not.toContain('mailto:');
});
