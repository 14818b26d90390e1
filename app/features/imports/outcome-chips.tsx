import { ROW_OUTCOMES, type RowOutcome } from '../../../sync/rules/import';
import { useText } from '../../i18n/use-text';
import { ToggleChip } from '../../ui/chip';
import { sumOf, type Counts } from './import-words';
import styles from './imports.module.css';

/** How many rows come to what; each of them lists those alone. `isOver`: said of what has happened. */
export function OutcomeChips({
  counts,
  chosen,
  onChoose,
  isOver,
}: {
  counts: Counts;
  chosen: RowOutcome | null;
  onChoose: (outcome: RowOutcome | null) => void;
  isOver: boolean;
}) {
  const t = useText();
  const all = sumOf(counts, ...ROW_OUTCOMES).rows;
  const shown = ROW_OUTCOMES.filter((outcome) => outcome === chosen || sumOf(counts, outcome).rows > 0);
  return (
    <div role="group" aria-label={t('imports.outcomes')} className={styles.chips}>
      <ToggleChip isSelected={chosen === null} onChange={() => onChoose(null)}>
        {t('imports.count.all', { count: all })}
      </ToggleChip>
      {shown.map((outcome) => (
        <ToggleChip key={outcome} isSelected={chosen === outcome} onChange={(isOn) => onChoose(isOn ? outcome : null)}>
          {t(isOver ? `imports.countDone.${outcome}` : `imports.count.${outcome}`, {
            count: sumOf(counts, outcome).rows,
          })}
        </ToggleChip>
      ))}
    </div>
  );
}
