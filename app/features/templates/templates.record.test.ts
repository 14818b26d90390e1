import { expect, it } from 'vitest';
import { createFormats } from '../../i18n/formats';
import { templateRecord } from './templates.record';

it('says what stood in a text with the places as its reader knows them', () => {
  const t = (key: string) => (key === 'templates.variable.firstName' ? 'ad' : key);
  const formats = createFormats('tr', 'Europe/Istanbul');
  const said = (field: 'emailBodyTr' | 'smsEn') =>
    templateRecord.fields[field]?.say?.('Merhaba {{firstName}}, {{nobody}}', { t, formats });
  expect(said('emailBodyTr')).toBe('Merhaba {{ad}}, {{nobody}}');
  expect(said('smsEn')).toBe('Merhaba {{ad}}, {{nobody}}');
});
