import { useText } from '../../i18n/use-text';
import { useFormats } from '../../i18n/formats';
import styles from './reports.module.css';
import type { Column, Row } from './report-words';

/** A target that was missed by little is not said to be reached. */
const ALMOST = 99;

/** What was set out to be reached, and how much of it that is. */
export function TargetNote({ row, column }: { row: Row; column: Column }) {
  const t = useText();
  const formats = useFormats();
  const target = row.targets?.[column];
  if (target === undefined) return null;
  const reached = row.cells[column] ?? 0;
  const share = Math.min(Math.round((reached / target) * 100), reached < target ? ALMOST : Infinity);
  return (
    <span className={styles.definition}>
      {t('reports.target', { target: formats.number(target), share: formats.number(share) })}
    </span>
  );
}
