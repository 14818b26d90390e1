import { useState } from 'react';
import { greatestOf, rowBars, rowHeight } from '../../sync/rules/bar-shapes';
import { useText } from '../i18n/use-text';
import styles from './bar-chart.module.css';
import { BarShapes } from './bar-shapes';
import { ToggleChip } from './chip';
import { DataTable } from './data-table';

const ROW = { width: 100, thickness: 14, gap: 4 };

export type BarRow = { readonly id: string; readonly label: string; readonly values: readonly number[] };

/**
 * Bars of a few rows, one bar for each of `series`, drawn for the eye and said as one picture; the same figures stand
 * in a table, where one rather reads. `format` writes a figure.
 */
export function BarChart({
  label,
  series,
  rows,
  rowsLabel,
  format,
}: {
  label: string;
  series: readonly string[];
  rows: readonly BarRow[];
  /** What the rows are, as the head of the table's first column. */
  rowsLabel: string;
  format: (value: number) => string;
}) {
  const t = useText();
  const [isTable, setTable] = useState(false);
  const most = greatestOf(rows.flatMap(({ values }) => values));
  const words = rows
    .map((row) => `${row.label}: ${series.map((name, at) => `${name} ${format(row.values[at] ?? 0)}`).join(', ')}`)
    .join('; ');
  return (
    <figure className={styles.figure} aria-label={label}>
      <div className={styles.tools}>
        {series.length > 1 && !isTable && (
          <ul className={styles.legend} aria-hidden="true">
            {series.map((name, at) => (
              <li key={name}>
                <span className={styles.swatch} data-series={at} />
                {name}
              </li>
            ))}
          </ul>
        )}
        <ToggleChip isSelected={isTable} onChange={setTable}>
          {t('ui.chart.table')}
        </ToggleChip>
      </div>
      {isTable ? (
        <DataTable
          label={label}
          density="compact"
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { id: 'row', head: rowsLabel, cell: (row) => row.label },
            ...series.map((name, at) => ({
              id: name,
              head: name,
              cell: ({ values }: BarRow) => format(values[at] ?? 0),
            })),
          ]}
        />
      ) : (
        <div role="img" aria-label={`${label}. ${words}`} className={styles.bars}>
          {rows.map((row) => (
            <div key={row.id} className={styles.row} aria-hidden="true">
              <span className={styles.label}>{row.label}</span>
              <BarShapes
                shapes={rowBars(row.values, most, ROW)}
                width={ROW.width}
                height={rowHeight(series.length, ROW)}
              />
              <span className={styles.values}>
                {series.map((name, at) => (
                  <span key={name}>{format(row.values[at] ?? 0)}</span>
                ))}
              </span>
            </div>
          ))}
        </div>
      )}
    </figure>
  );
}
