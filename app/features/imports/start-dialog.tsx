import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { sumOf, type Counts } from './import-words';
import styles from './imports.module.css';

/** Of how many rows something is still to be written. */
export function leftOf(counts: Counts): { readonly made: number; readonly changed: number; readonly joined: number } {
  const left = (outcome: 'new' | 'joined' | 'changed') => {
    const { rows, done } = sumOf(counts, outcome);
    return rows - done;
  };
  return { made: left('new'), changed: left('changed'), joined: left('joined') };
}

/** Says in plain sentences what will be written, and what will not. */
export function StartDialog({
  counts,
  ...dialog
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  counts: Counts;
  isPending: boolean;
  onConfirm: () => void;
}) {
  const t = useText();
  const left = leftOf(counts);
  const not = { decide: sumOf(counts, 'decide').rows, cannot: sumOf(counts, 'cannot').rows };
  return (
    <ConfirmDialog
      {...dialog}
      title={t('imports.startTitle')}
      confirmLabel={t('imports.start', { count: left.made + left.changed + left.joined })}
      message={
        <span className={styles.sentences}>
          <span>{t('imports.startText', left)}</span>
          {not.decide + not.cannot > 0 && <span>{t('imports.startNot', not)}</span>}
          <span>{t('imports.consent')}</span>
          <span>{t('imports.startBack')}</span>
        </span>
      }
    />
  );
}
