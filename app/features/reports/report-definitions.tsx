import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { Fold } from '../../ui/fold';
import styles from './reports.module.css';
import type { Column, Report } from './report-words';

/** What the figures of a table count. */
export function ReportDefinitions({
  id,
  report,
  columns,
  isInTable = false,
}: {
  id?: string;
  report: Report;
  columns: readonly Column[];
  /** They stand in the table, except where it is too narrow for them. */
  isInTable?: boolean;
}) {
  const t = useText();
  const { language } = useFormats();
  return (
    <Fold className={classNames(styles.definitions, isInTable && styles.onPhone)} title={t('reports.definitions')}>
      <dl id={id}>
        {columns.map((column) => (
          <div key={column}>
            <dt>{report.definitions[column]?.name[language] ?? column}</dt>
            <dd>{report.definitions[column]?.text[language]}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
