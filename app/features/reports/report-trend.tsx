import { useState } from 'react';
import { columnBar, greatestOf } from '../../../sync/rules/bar-shapes';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { BarShapes } from '../../ui/bar-shapes';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { FigureLink } from './figure-link';
import { trendTables } from './report-tables';
import { TableActions } from './table-actions';
import styles from './reports.module.css';
import { figureText, type Column, type Report } from './report-words';

const COLUMN = { width: 36, height: 88, mostWidth: 36 };

type Trend = NonNullable<Report['trend']>;

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
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t('reports.trend')}>
          <thead>
            <tr aria-hidden="true">
              <td />
              {all.map((value, at) => (
                <td key={trend.months[at]} className={styles.columnCell}>
                  <span className={styles.column}>
                    <BarShapes shapes={[columnBar(value, most, COLUMN) ?? []].flat()} {...COLUMN} />
                  </span>
                </td>
              ))}
            </tr>
            <tr>
              <th scope="col">{t('reports.of')}</th>
              {trend.months.map((month) => (
                <th key={month} scope="col">
                  {formats.month(`${month}-15T12:00:00.000Z`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trend.rows.map(({ id, name, cells }, at) => (
              <tr key={id} className={at === 0 ? styles.typical : undefined}>
                <th scope="row">{name[language]}</th>
                {cells.map((one, of) => {
                  const month = trend.months[of] ?? report.month;
                  const text = figureText(report, column, one[column], formats);
                  const [group, row] = at === 0 ? ['summary', 'all'] : ['sources', id];
                  return (
                    <td key={month}>
                      {months.includes(month) ? (
                        <FigureLink
                          report={{ month }}
                          group={group}
                          row={row}
                          column={column}
                          value={one[column]}
                          from={report.month}
                        >
                          {text}
                        </FigureLink>
                      ) : (
                        text
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.definition}>{report.definitions[column]?.text[language]}</p>
    </Panel>
  );
}
