import { useText } from '../../i18n/use-text';
import { Particulars } from '../../ui/particulars';
import { IMPORT_TARGETS } from '../../../sync/rules/import';
import type { Counts } from './import-words';
import styles from './imports.module.css';

/** In how many customers who were there which field is another, the most frequent first. */
export function ChangedFields({ counts: { changedFields }, isOver = false }: { counts: Counts; isOver?: boolean }) {
  const t = useText();
  const fields = IMPORT_TARGETS.filter((field) => (changedFields[field] ?? 0) > 0).sort(
    (a, b) => (changedFields[b] ?? 0) - (changedFields[a] ?? 0),
  );
  if (fields.length === 0) return null;
  const label = t(isOver ? 'imports.changedFields' : 'imports.changingFields');
  return (
    <div role="group" aria-label={label} className={styles.fields}>
      <p className={styles.note}>{label}</p>
      <Particulars
        isPlain
        texts={fields.map((field) =>
          t('imports.fieldCount', { field: t(`customers.field.${field}`), count: changedFields[field] ?? 0 }),
        )}
      />
    </div>
  );
}
