import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { DataTable } from '../../ui/data-table';
import { Panel } from '../../ui/panel';
import { ReportActions } from './report-actions';
import { ReportDefinitions } from './report-definitions';
import { FigureLink } from './figure-link';
import { TargetNote } from './target-note';
import styles from './reports.module.css';
import { figureText, type Column, type Group, type Report } from './report-words';

/** The month in figures, against the month before and the same month a year ago. */
export function ReportSummary({
  report,
  group,
  months,
}: {
  report: Report;
  group: Group;
  /** Which can be opened. */
  months: readonly string[];
}) {
  const t = useText();
  const formats = useFormats();
  const row = group.rows[0];
  if (row === undefined) return null;
  return (
    <Panel title={group.name[formats.language]} action={<ReportActions report={report} group={group} />}>
      <DataTable
        label={group.name[formats.language]}
        className={styles.table}
        rows={group.columns}
        keyOf={(column) => column}
        columns={[
          {
            id: 'figure',
            head: t('reports.figure'),
            cell: (column) => (
              <>
                {report.definitions[column]?.name[formats.language]}
                <span className={classNames(styles.definition, styles.inTable)}>
                  {report.definitions[column]?.text[formats.language]}
                </span>
              </>
            ),
          },
          {
            id: 'thisMonth',
            head: t('reports.thisMonth'),
            cell: (column) => (
              <>
                {row.tooFew.includes(column) ? (
                  <span className={styles.few}>{t('reports.tooFew')}</span>
                ) : (
                  <FigureLink report={report} group="summary" row="all" column={column} value={row.cells[column]}>
                    <strong>{figureText(report, column, row.cells[column], formats)}</strong>
                  </FigureLink>
                )}
                <TargetNote row={row} column={column} />
              </>
            ),
          },
          ...(['lastMonth', 'lastYear'] as const).map((which) => ({
            id: which,
            head: t(`reports.${which}`),
            cell: (column: Column) => {
              const { month = '', cells } = report[which] ?? {};
              const text = figureText(report, column, cells?.[column], formats);
              if (!months.includes(month)) return text;
              return (
                <FigureLink
                  report={{ month }}
                  group="summary"
                  row="all"
                  column={column}
                  value={cells?.[column]}
                  from={report.month}
                >
                  {text}
                </FigureLink>
              );
            },
          })),
        ]}
      />
      <ReportDefinitions report={report} columns={group.columns} isInTable />
    </Panel>
  );
}
