import { expect, it } from 'vitest';
import { createFormats } from '../../i18n/formats';
import { differenceText, type Report } from './report-words';

const report = { definitions: { rate: { unit: 'percent' }, time: { unit: 'days' }, count: { unit: 'count' } } };
const words = (column: string, difference: number | null, language: 'tr' | 'en') =>
  differenceText(report as unknown as Report, column as never, difference, createFormats(language, 'Europe/Istanbul'));

it('says a difference in the unit of its figure, and one of rates in points', () => {
  expect(words('rate', 2.7, 'tr')).toBe('+2,7\u00a0puan');
  expect(words('rate', -2.7, 'en')).toBe('−2.7\u00a0pts');
  expect(words('time', -7.8, 'tr')).toBe('−7,8\u00a0gün');
  expect(words('count', 12, 'en')).toBe('+12');
  expect(words('time', 0, 'en')).toBe('0\u00a0d');
  expect(words('rate', null, 'en')).toBe('–');
});
