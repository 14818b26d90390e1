import { useId } from 'react';
import { greatestOf, rowBars, rowHeight } from '../../../sync/rules/bar-shapes';
import { DRAWN_FIGURES } from '../../../sync/rules/report-bars';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { BarShapes } from '../../ui/bar-shapes';
import { Fold } from '../../ui/fold';
import { Panel } from '../../ui/panel';
import { FigureLink } from './figure-link';
import { ReportActions } from './report-actions';
import { TargetNote } from './target-note';
import styles from './reports.module.css';
import { figureText, type Column, type Group, type Report, type Row } from './report-words';

const BAR = { width: 100, thickness: 6, gap: 4 };

/** One table of a report; the bars draw one of its columns for the eye, the figures say all of it. */
export function ReportTable({ report, group }: { report: Report; group: Group }) {
  const t = useText();
  const formats = useFormats();
  const { language } = formats;
  const noteId = useId();
  const drawn = DRAWN_FIGURES[group.id] as Column | undefined;
  const valueOf = ({ cells }: Row, column: Column) => cells[column];
  const most = greatestOf(group.rows.map((row) => (drawn === undefined ? 0 : valueOf(row, drawn))));
  const nameOf = (column: Column) => report.definitions[column]?.name[language] ?? column;
  if (group.rows.length === 0) return null;
  return (
    <Panel title={group.name[language]} action={<ReportActions report={report} group={group} />}>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={group.name[language]} aria-describedby={noteId}>
          <thead>
            <tr>
              <th scope="col">{t('reports.of')}</th>
              {group.columns.map((column) => (
                <th key={column} scope="col">
                  {nameOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.rows.map((row) => (
              <tr key={row.id} className={row.id.startsWith('~') ? styles.typical : undefined}>
                <th scope="row">
                  {row.name[language]}
                  {drawn !== undefined && (
                    <BarShapes
                      shapes={rowBars([valueOf(row, drawn)], most, BAR)}
                      width={BAR.width}
                      height={rowHeight(1, BAR)}
                      isSoft={row.id.startsWith('~')}
                    />
                  )}
                </th>
                {group.columns.map((column) => (
                  <td key={column}>
                    {row.tooFew.includes(column) ? (
                      <span className={styles.few}>{t('reports.tooFew')}</span>
                    ) : (
                      <FigureLink
                        report={report}
                        group={group.id}
                        row={row.id}
                        column={column}
                        value={valueOf(row, column)}
                      >
                        {figureText(report, column, valueOf(row, column), formats)}
                      </FigureLink>
                    )}
                    <TargetNote row={row} column={column} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Fold className={styles.definitions} title={t('reports.definitions')}>
        <dl id={noteId}>
          {group.columns.map((column) => (
            <div key={column}>
              <dt>{nameOf(column)}</dt>
              <dd>{report.definitions[column]?.text[language]}</dd>
            </div>
          ))}
        </dl>
      </Fold>
    </Panel>
  );
}
