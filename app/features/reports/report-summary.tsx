import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Panel } from '../../ui/panel';
import { ReportActions } from './report-actions';
import { FigureLink } from './figure-link';
import { TargetNote } from './target-note';
import styles from './reports.module.css';
import { figureText, type Group, type Report } from './report-words';

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
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={group.name[formats.language]}>
          <thead>
            <tr>
              <th scope="col">{t('reports.figure')}</th>
              <th scope="col">{t('reports.thisMonth')}</th>
              <th scope="col">{t('reports.lastMonth')}</th>
              <th scope="col">{t('reports.lastYear')}</th>
            </tr>
          </thead>
          <tbody>
            {group.columns.map((column) => (
              <tr key={column}>
                <th scope="row">
                  {report.definitions[column]?.name[formats.language]}
                  <span className={styles.definition}>{report.definitions[column]?.text[formats.language]}</span>
                </th>
                <td>
                  {row.tooFew.includes(column) ? (
                    <span className={styles.few}>{t('reports.tooFew')}</span>
                  ) : (
                    <FigureLink report={report} group="summary" row="all" column={column} value={row.cells[column]}>
                      <strong>{figureText(report, column, row.cells[column], formats)}</strong>
                    </FigureLink>
                  )}
                  <TargetNote row={row} column={column} />
                </td>
                {(['lastMonth', 'lastYear'] as const).map((which) => {
                  const { month = '', cells } = report[which] ?? {};
                  const text = figureText(report, column, cells?.[column], formats);
                  return (
                    <td key={which}>
                      {months.includes(month) ? (
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
    </Panel>
  );
}
