/** What the pages of a report are made of: letters, figures, headings and tables. Pure. */
import type { BarShape } from '../../../sync/rules/bar-shapes';
import type { Definition } from './definition';

export type ReportLanguage = 'tr' | 'en';
export type Node = Record<string, unknown>;

export const LOCALES = { tr: 'tr-TR', en: 'en-GB' } as const;
export const [INK, SOFT, LINE, PINE, BAR] = ['#1d2521', '#4a554e', '#d8d2c4', '#1f5c45', '#025580'];
/** Points, without the margins. */
export const [PAGE_WIDTH, WIDE_WIDTH] = [515, 762];
export const WIDE = { pageBreak: 'before', pageOrientation: 'landscape' } as const;

/** `{name}` — what the figure says, in the reader's way of writing it; a table breaks no line within it. */
export function figureText(
  definition: Definition | undefined,
  value: number | null | undefined,
  language: ReportLanguage,
): string {
  if (typeof value !== 'number') return '–';
  const number = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);
  if (definition?.unit === 'percent') return language === 'tr' ? `%${number}` : `${number}%`;
  if (definition?.unit === 'minutes') return language === 'tr' ? `${number}\u00a0dk` : `${number}\u00a0min`;
  if (definition?.unit === 'hours') return language === 'tr' ? `${number}\u00a0sa` : `${number}\u00a0h`;
  if (definition?.unit === 'days') return language === 'tr' ? `${number}\u00a0gün` : `${number}\u00a0d`;
  return number;
}

/** Bars in ink, where the screen puts the same ones into SVG. */
export const drawing = (shapes: readonly BarShape[], color: string): Node | string =>
  shapes.length === 0
    ? ''
    : { canvas: shapes.map(({ x, y, width, height }) => ({ type: 'rect', x, y, w: width, h: height, r: 1, color })) };

const month = (which: string, language: ReportLanguage, shape: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LOCALES[language], { ...shape, timeZone: 'UTC' }).format(Date.parse(`${which}-15`));
export const monthName = (which: string, language: ReportLanguage) =>
  month(which, language, { month: 'long', year: 'numeric' });
export const shortMonth = (which: string, language: ReportLanguage) => month(which, language, { month: 'short' });

export const heading = (text: string): Node => ({
  text,
  style: 'heading',
  tocItem: true,
  outline: true,
  outlineExpanded: true,
  headlineLevel: 1,
});

export const table = (
  widths: readonly (number | string)[],
  body: readonly unknown[][],
  layout: 'report' | 'dense' = 'report',
): Node => ({
  table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths, body },
  layout,
  lineColor: LINE,
});
