import type { api } from '../../api/client';
import type { Formats } from '../../i18n/formats';

export type Shown = Awaited<ReturnType<typeof api.reports.show.query>>;
export type Report = Shown['report'];
export type Group = Report['groups'][number];
export type Row = Group['rows'][number];
export type Column = Group['columns'][number];

/** What a figure says: '–' where it cannot be said. */
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
      return isTurkish ? `${number} dk` : `${number} min`;
    case 'hours':
      return isTurkish ? `${number} sa` : `${number} h`;
    case 'days':
      return isTurkish ? `${number} gün` : `${number} d`;
    default:
      return number;
  }
}
