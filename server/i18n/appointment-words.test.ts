import { expect, it } from 'vitest';
import { whenInWords } from './appointment-words';

const AT = '2026-12-01T05:30:00.000Z';
const SUMMER = '2026-07-01T05:30:00.000Z';

it.each([
  ['tr', '', '08:30'],
  ['tr', 'TR', '08:30'],
  // All year as late as in Türkiye.
  ['tr', 'SA', '08:30'],
  ['tr', 'DE', '08:30 (Türkiye Standart Saati)'],
  ['en', 'US', '8:30 AM (Türkiye Standard Time)'],
  // A country that Intl has no zone of says nothing of its clocks.
  ['tr', 'ZZ', '08:30'],
] as const)('says whose time it is to whom it is not theirs: %s of %j', (language, country, time) => {
  expect(whenInWords(AT, 'Europe/Istanbul', language, country).time).toBe(time);
});

it('asks for the clocks of that day: in summer they go alike in Bulgaria, in winter they do not', () => {
  expect(whenInWords(SUMMER, 'Europe/Istanbul', 'tr', 'BG').time).toBe('08:30');
  expect(whenInWords(AT, 'Europe/Istanbul', 'tr', 'BG').time).toBe('08:30 (Türkiye Standart Saati)');
});
