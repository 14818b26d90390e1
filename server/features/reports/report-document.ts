/** A report as pages: what pdfmake is told, plain data that a thread can be handed. Pure. */
import { greatestOf, rowBars } from '../../../sync/rules/bar-shapes';
import { DRAWN_FIGURES } from '../../../sync/rules/report-bars';
import {
  BAR,
  drawing,
  figureText,
  heading,
  INK,
  LOCALES,
  monthName,
  PAGE_WIDTH,
  PINE,
  SOFT,
  table,
  WIDE,
  WIDE_WIDTH,
  type Node,
  type ReportLanguage,
} from './page-parts';
import type { ColumnId, Report, ReportGroup, ReportRow } from './report';
import { MEAN_ROW, MEDIAN_ROW } from './report-names';
import { PAGE_WORDS as WORDS } from './page-words';
import { trendNodes } from './trend-pages';

export type Pages = {
  readonly definition: Record<string, unknown>;
  /** `{page}` and `{pages}` are put in on each page. */
  readonly footer: string;
};
const BAR_WIDTH = 62;
const BAR_ROW = { width: BAR_WIDTH, thickness: 7, gap: 4 };
/** At most so wide and high, in points. */
const LOGO = [180, 56];
const NAME_WIDTH = 104;
/** Between two columns, and what a letter of a wide word takes on average: in heads of 8 points and cells of 9. */
const GUTTER = 8;
const HEAD_LETTER = 4.9;
const CELL_LETTER = 5.4;
/** A table of more rows may go on on the next page. */
const MOST_TOGETHER = 14;

/** `logo`: the office's, as a data URL of a PNG; null: it has none. */
export function reportPages(report: Report, language: ReportLanguage, logo: string | null = null): Pages {
  const words = WORDS[language];
  const when = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: report.zone,
  }).format(Date.parse(report.madeAt));
  const scope = [
    report.teamId === null ? words.office : report.teamName,
    ...(report.segmentName === undefined ? [] : [`${words.segment}: ${report.segmentName}`]),
  ].join(' · ');
  const name = monthName(report.month, language);
  const title = [report.officeName, words.title, name, scope].filter((part) => part !== '').join(' · ');
  const [summary, ...rest] = report.groups;
  const content: Node[] = [
    {
      columns: [
        { text: report.officeName === '' ? 'Saha' : report.officeName, style: 'office', width: '*' },
        ...(logo === null ? [] : [{ image: logo, fit: LOGO, width: 'auto' }]),
      ],
      columnGap: 24,
      margin: [0, 0, 0, 18],
    },
    { text: `${words.title}: ${name}`, style: 'title' },
    { text: scope, style: 'scope' },
    {
      text: (report.isSoFar ? words.soFar : words.closed).replace('{when}', when),
      style: 'soft',
      margin: [0, 0, 0, 16],
    },
    { toc: { title: { text: words.contents, style: 'heading' }, numberStyle: { color: SOFT } } },
    heading(words.attention),
    report.attention.length === 0
      ? { text: words.nothing, style: 'soft' }
      : { ul: report.attention.map((line) => line[language]), margin: [0, 0, 0, 8] },
    ...(report.assumed === 0
      ? []
      : [{ text: words.assumed.replace('{count}', String(report.assumed)), style: 'soft' }]),
    { ...heading(summary!.name[language]), pageBreak: 'before' },
    summaryTable(report, summary!, language),
    ...rest.flatMap((group, at) => [
      ...groupNodes(report, group, language, isWide(rest[at - 1])),
      ...(group.id === 'sources' ? trendNodes(report, language) : []),
    ]),
    { ...heading(words.definitions), pageBreak: 'before', pageOrientation: 'portrait' },
    ...definitionsOf(report).map((definition) => ({
      text: [{ text: `${definition.name[language]}: `, bold: true }, definition.text[language]],
      margin: [0, 0, 0, 5],
      fontSize: 9,
    })),
  ];
  return {
    footer: `${title}\t${words.page}`,
    definition: {
      pageSize: 'A4',
      pageMargins: [40, 44, 40, 52],
      language,
      displayTitle: true,
      info: { title, creator: 'Saha', producer: 'Saha' },
      // Figures of one width stand in columns, and no comma slips under a seven.
      defaultStyle: { font: 'Inter', fontSize: 10, color: INK, lineHeight: 1.2, fontFeatures: ['tnum'] },
      styles: {
        office: { fontSize: 12, color: PINE, bold: true },
        title: { fontSize: 24, bold: true },
        scope: { fontSize: 13, color: SOFT, margin: [0, 2, 0, 6] },
        heading: { fontSize: 15, bold: true, margin: [0, 16, 0, 8] },
        soft: { color: SOFT },
        head: { fontSize: 8, color: SOFT },
      },
      content,
    },
  };
}

/** In the order in which they are read above. */
const definitionsOf = ({ groups, definitions }: Report) =>
  [...new Set(groups.flatMap(({ columns }) => columns))].flatMap((column) => definitions[column] ?? []);

function summaryTable(report: Report, { columns, rows }: ReportGroup, language: ReportLanguage): Node {
  const words = WORDS[language];
  const text = (column: ColumnId, row: Pick<ReportRow, 'cells'> | null | undefined) => ({
    text: figureText(report.definitions[column], row?.cells[column], language),
    alignment: 'right',
  });
  const heads = [words.figure, words.month, words.lastMonth, words.lastYear];
  return table(
    ['*', 80, 80, 100],
    [
      heads.map((head, at) => ({ text: head, style: 'head', alignment: at === 0 ? 'left' : 'right' })),
      ...columns.map((column) => [
        `${report.definitions[column]?.name[language] ?? column}${targetText(report, rows[0], column, language)}`,
        rows[0]?.tooFew.includes(column)
          ? { text: words.tooFew, style: 'soft', alignment: 'right' }
          : { ...text(column, rows[0]), bold: true },
        text(column, report.lastMonth),
        text(column, report.lastYear),
      ]),
    ],
  );
}

function targetText({ definitions }: Report, row: ReportRow | undefined, column: ColumnId, language: ReportLanguage) {
  const target = row?.targets?.[column];
  return target === undefined
    ? ''
    : ` (${WORDS[language].target} ${figureText(definitions[column], target, language)})`;
}

/** Of so many columns that it lies across. */
const isWide = (group: ReportGroup | undefined) =>
  group !== undefined && group.rows.length > 0 && group.columns.length > 6;

function groupNodes(report: Report, group: ReportGroup, language: ReportLanguage, isAfterWide: boolean): Node[] {
  const words = WORDS[language];
  const { definitions } = report;
  const isLong = group.rows.length > MOST_TOGETHER;
  const turned = isWide(group)
    ? isAfterWide && !isLong
      ? {}
      : WIDE
    : isAfterWide || isLong
      ? { pageBreak: 'before', pageOrientation: 'portrait' }
      : {};
  const title = heading(group.name[language]);
  if (group.rows.length === 0)
    return [
      { ...title, ...turned },
      { text: words.none, style: 'soft' },
    ];
  const drawn = DRAWN_FIGURES[group.id] as ColumnId | undefined;
  // The bar stands beside the figure that it draws.
  const columns = [...group.columns].sort((a, b) => Number(b === drawn) - Number(a === drawn));
  const isTypical = (row: ReportRow) => row.id === MEDIAN_ROW || row.id === MEAN_ROW;
  const drawnOf = ({ cells }: ReportRow) => (drawn === undefined ? 0 : (cells[drawn] ?? 0));
  const most = greatestOf(group.rows.map(drawnOf));
  const bar = (row: ReportRow) => drawing(rowBars([drawnOf(row)], most, BAR_ROW), isTypical(row) ? SOFT : BAR);
  const left = (isWide(group) ? WIDE_WIDTH : PAGE_WIDTH) - NAME_WIDTH - BAR_WIDTH - 16;
  const cell = (row: ReportRow, column: ColumnId) => {
    const isTooFew = row.tooFew.includes(column);
    return {
      text: isTooFew
        ? words.tooFew
        : [
            figureText(definitions[column], row.cells[column], language),
            row.targets?.[column] === undefined
              ? ''
              : ` / ${figureText(definitions[column], row.targets[column], language)}`,
          ].join(''),
      fontSize: 9,
      alignment: 'right',
      color: isTooFew ? SOFT : INK,
    };
  };
  const drawnTable = table(
    [
      NAME_WIDTH,
      BAR_WIDTH,
      ...columnWidths(
        columns.map((column) => [
          ...wordsOf(definitions[column]?.name[language] ?? column, HEAD_LETTER),
          ...group.rows.flatMap((row) => wordsOf(cell(row, column).text, CELL_LETTER)),
        ]),
        left - columns.length * GUTTER,
      ),
    ],
    [
      [
        '',
        '',
        ...columns.map((column) => ({
          text: definitions[column]?.name[language] ?? column,
          style: 'head',
          alignment: 'right',
        })),
      ],
      ...group.rows.map((row) => [
        { text: row.name[language], fontSize: 9, bold: isTypical(row) },
        bar(row),
        ...columns.map((column) => cell(row, column)),
      ]),
    ],
  );
  return isLong
    ? [{ ...title, ...turned }, drawnTable]
    : [{ ...turned, unbreakable: true, stack: [title, drawnTable] }];
}

/** The widths of the words of a text, in points; a space that does not break keeps two words one. */
const wordsOf = (text: string, letter: number) => text.split(/[ \n]/).map((word) => Math.ceil(word.length * letter));

/** As wide as the widest word of each, what is left shared out equally; all narrower alike where they do not fit. */
function columnWidths(words: readonly (readonly number[])[], width: number): number[] {
  const least = words.map((those) => those.reduce((most, one) => Math.max(most, one), 0));
  const equal = Math.floor(width / least.length);
  if (least.every((one) => one <= equal)) return least.map(() => equal);
  const spare = width - least.reduce((sum, one) => sum + one, 0);
  return spare < 0
    ? least.map((one) => Math.floor((one * width) / (width - spare)))
    : least.map((one) => Math.floor(one + spare / least.length));
}
