import type { api } from '../../api/client';
import type { Formats } from '../../i18n/formats';

export type Shown = Awaited<ReturnType<typeof api.reports.show.query>>;
export type Report = Shown['report'];
export type Group = Report['groups'][number];
export type Row = Group['rows'][number];
export type Column = Group['columns'][number];

/** What a figure says, on one line: '–' where it cannot be said. */
export function figureText(
  { definitions }: Report,
  column: Column,
  value: number | null | undefined,
  formats: Formats,
): string {
  if (typeof value !== 'number') return '–';
  const number = formats.number(value);
  const isTurkish = formats.language === 'tr';
  switch (definitions[column]?.unit) {
    case 'percent':
      return isTurkish ? `%${number}` : `${number}%`;
    case 'minutes':
      return isTurkish ? `${number}\u00a0dk` : `${number}\u00a0min`;
    case 'hours':
      return isTurkish ? `${number}\u00a0sa` : `${number}\u00a0h`;
    case 'days':
      return isTurkish ? `${number}\u00a0gün` : `${number}\u00a0d`;
    default:
      return number;
  }
}

/** By how much one figure differs from another, with its sign; of a rate in points, for they are no part of it. */
export function differenceText(report: Report, column: Column, difference: number | null, formats: Formats): string {
  if (difference === null) return '–';
  const isRate = report.definitions[column]?.unit === 'percent';
  const points = formats.language === 'tr' ? 'puan' : 'pts';
  const size = Math.abs(difference);
  return `${difference > 0 ? '+' : difference < 0 ? '−' : ''}${
    isRate ? `${formats.number(size)}\u00a0${points}` : figureText(report, column, size, formats)
  }`;
}
