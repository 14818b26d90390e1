import { useState } from 'react';
import { columnBar, greatestOf } from '../../../sync/rules/bar-shapes';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { BarShapes } from '../../ui/bar-shapes';
import { DataTable } from '../../ui/data-table';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { FigureLink } from './figure-link';
import { trendTables } from './report-tables';
import { TableActions } from './table-actions';
import styles from './reports.module.css';
import { figureText, type Column, type Report } from './report-words';

const COLUMN = { width: 36, height: 88, mostWidth: 36 };

type Trend = NonNullable<Report['trend']>;
type TrendRow = Trend['rows'][number];

/**
 * Where customers came from, month by month; a figure of a month that can be opened leads to what it was counted from.
 */
export function ReportTrend({ report, trend, months }: { report: Report; trend: Trend; months: readonly string[] }) {
  const t = useText();
  const formats = useFormats();
  const { language } = formats;
  const [column, setColumn] = useState<Column>(trend.columns[0] ?? 'newCustomers');
  const nameOf = (one: Column) => report.definitions[one]?.name[language] ?? one;
  const all = trend.rows[0]?.cells.map((cells) => cells[column] ?? 0) ?? [];
  const most = greatestOf(all);
  const isAll = (row: TrendRow) => row === trend.rows[0];
  return (
    <Panel
      title={t('reports.trend')}
      action={
        <TableActions
          name={`saha-${report.month}-trend-${column}`}
          tables={trendTables(report, trend, formats, t('reports.of')).filter(({ id }) => id === column)}
        />
      }
    >
      <div className={styles.choices}>
        <Select
          label={t('reports.figure')}
          value={column}
          onChange={(id) => setColumn(id as Column)}
          options={trend.columns.map((id) => ({ id, label: nameOf(id) }))}
        />
      </div>
      <DataTable
        label={t('reports.trend')}
        className={styles.table}
        rows={trend.rows}
        keyOf={({ id }) => id}
        isSoft={isAll}
        columns={[
          { id: 'of', head: t('reports.of'), cell: ({ name }) => name[language] },
          ...trend.months.map((month, of) => ({
            id: month,
            head: formats.month(`${month}-15T12:00:00.000Z`),
            picture: (
              <span className={styles.column}>
                <BarShapes shapes={[columnBar(all[of] ?? 0, most, COLUMN) ?? []].flat()} {...COLUMN} />
              </span>
            ),
            cell: (one: TrendRow) => {
              const value = one.cells[of]?.[column];
              const text = figureText(report, column, value, formats);
              if (!months.includes(month)) return text;
              const [group, row] = isAll(one) ? ['summary', 'all'] : ['sources', one.id];
              return (
                <FigureLink
                  report={{ month }}
                  group={group}
                  row={row}
                  column={column}
                  value={value}
                  from={report.month}
                >
                  {text}
                </FigureLink>
              );
            },
          })),
        ]}
      />
      <p className={styles.definition}>{report.definitions[column]?.text[language]}</p>
    </Panel>
  );
}
