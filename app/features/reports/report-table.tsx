import { useId } from 'react';
import { greatestOf, rowBars, rowHeight } from '../../../sync/rules/bar-shapes';
import { DRAWN_FIGURES } from '../../../sync/rules/report-bars';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { BarShapes } from '../../ui/bar-shapes';
import { DataTable } from '../../ui/data-table';
import { Panel } from '../../ui/panel';
import { FigureLink } from './figure-link';
import { ReportActions } from './report-actions';
import { ReportDefinitions } from './report-definitions';
import { TargetNote } from './target-note';
import styles from './reports.module.css';
import { figureText, type Column, type Group, type Report, type Row } from './report-words';

const BAR = { width: 100, thickness: 6, gap: 4 };
/** The middle of all, and not one of them. */
const isTypical = ({ id }: Row) => id.startsWith('~');

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
      <DataTable
        label={group.name[language]}
        describedBy={noteId}
        className={styles.table}
        rows={group.rows}
        keyOf={({ id }) => id}
        isSoft={isTypical}
        columns={[
          {
            id: 'of',
            head: t('reports.of'),
            cell: (row) => (
              <>
                {row.name[language]}
                {drawn !== undefined && (
                  <BarShapes
                    shapes={rowBars([valueOf(row, drawn)], most, BAR)}
                    width={BAR.width}
                    height={rowHeight(1, BAR)}
                    isSoft={isTypical(row)}
                  />
                )}
              </>
            ),
          },
          ...group.columns.map((column) => ({
            id: column,
            head: nameOf(column),
            cell: (row: Row) => (
              <>
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
              </>
            ),
          })),
        ]}
      />
      <ReportDefinitions id={noteId} report={report} columns={group.columns} />
    </Panel>
  );
}
