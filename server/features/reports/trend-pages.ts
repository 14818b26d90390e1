/** Lead sources by month, as pages: all new customers as columns, then every source in figures. Pure. */
import { columnBar, greatestOf } from '../../../sync/rules/bar-shapes';
import { BAR, figureText, heading, INK, shortMonth, SOFT, table, WIDE, WIDE_WIDTH } from './page-parts';
import type { Node, ReportLanguage } from './page-parts';
import { PAGE_WORDS } from './page-words';
import type { ColumnId, Report, Trend } from './report';

const NAME_WIDTH = 118;
const CHART_HEIGHT = 90;
const MOST_BAR_WIDTH = 34;
const AXIS = { type: 'line', lineWidth: 0.5, lineColor: SOFT };

export function trendNodes(report: Report, language: ReportLanguage): Node[] {
  const { trend } = report;
  if (trend === undefined) return [];
  return [
    { ...heading(PAGE_WORDS[language].trend), ...WIDE },
    ...chartOf(report, trend, language),
    ...trend.columns.map((column) => tableOf(report, trend, column, language)),
  ];
}

const nameOf = ({ definitions }: Report, column: ColumnId, language: ReportLanguage) =>
  definitions[column]?.name[language] ?? column;

/** A year's end is told once, under the first month of the next. */
function labelOf(months: readonly string[], at: number, language: ReportLanguage): string {
  const name = shortMonth(months[at] ?? '', language);
  const year = months[at]?.slice(0, 4);
  return at === 0 || year !== months[at - 1]?.slice(0, 4) ? `${name} ${year}` : name;
}

function chartOf(report: Report, { months, columns, rows }: Trend, language: ReportLanguage): Node[] {
  const column = columns[0];
  if (column === undefined || rows[0] === undefined) return [];
  const values = rows[0].cells.map((cells) => cells[column] ?? 0);
  const most = greatestOf(values);
  const each = WIDE_WIDTH / months.length - 8;
  const box = { width: each, height: CHART_HEIGHT, mostWidth: MOST_BAR_WIDTH };
  return [
    { text: nameOf(report, column, language), style: 'soft', margin: [0, 0, 0, 4] },
    {
      unbreakable: true,
      layout: 'chart',
      margin: [0, 0, 0, 10],
      table: {
        widths: months.map(() => each),
        body: [
          values.map((value) => {
            const bar = columnBar(value, most, box);
            // The figure stands on its column: what is above the bar is left free above the figure.
            const free = bar?.y ?? CHART_HEIGHT;
            return {
              stack: [
                {
                  text: figureText(report.definitions[column], value, language),
                  fontSize: 9,
                  alignment: 'center',
                  margin: [0, free, 0, 2],
                },
                {
                  canvas: [
                    ...(bar === null
                      ? []
                      : [{ type: 'rect', x: bar.x, y: 0, w: bar.width, h: bar.height, r: 1, color: BAR }]),
                    ...[CHART_HEIGHT - free].map((y) => ({ ...AXIS, x1: 0, y1: y, x2: each, y2: y })),
                  ],
                },
              ],
            };
          }),
          months.map((_, at) => ({ text: labelOf(months, at, language), style: 'head', alignment: 'center' })),
        ],
      },
    },
  ];
}

function tableOf(report: Report, { months, rows }: Trend, column: ColumnId, language: ReportLanguage): Node {
  const each = Math.floor((WIDE_WIDTH - NAME_WIDTH - 8) / months.length) - 8;
  return {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    lineHeight: 1,
    stack: [
      table(
        [NAME_WIDTH, ...months.map(() => each)],
        [
          [
            { text: nameOf(report, column, language), style: 'head', bold: true, color: INK },
            ...months.map((_, at) => ({ text: labelOf(months, at, language), style: 'head', alignment: 'right' })),
          ],
          ...rows.map(({ id, name, cells }) => [
            { text: name[language], fontSize: 8, bold: id === 'all' },
            ...cells.map((one) => ({
              text: figureText(report.definitions[column], one[column], language),
              fontSize: 8,
              bold: id === 'all',
              alignment: 'right',
            })),
          ]),
        ],
        'dense',
      ),
    ],
  };
}
