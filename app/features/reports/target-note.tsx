import { useText } from '../../i18n/use-text';
import { useFormats } from '../../i18n/formats';
import styles from './reports.module.css';
import type { Column, Row } from './report-words';

/** What was set out to be reached, and how much of it that is. */
export function TargetNote({ row, column }: { row: Row; column: Column }) {
  const t = useText();
  const formats = useFormats();
  const target = row.targets?.[column];
  if (target === undefined) return null;
  const share = Math.round(((row.cells[column] ?? 0) / target) * 100);
  return (
    <span className={styles.definition}>
      {t('reports.target', { target: formats.number(target), share: formats.number(share) })}
    </span>
  );
}
