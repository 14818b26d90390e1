import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import styles from './detail-row.module.css';

/** What was typed in a field and never saved: nothing happens to it until somebody goes on with it or gives it up. */
export function LeftHalfTyped({
  label,
  text,
  isOvertaken,
  onGoOn,
  onGiveUp,
}: {
  label: string;
  text: string;
  /** The field has been written since by somebody else, or nobody can tell. */
  isOvertaken: boolean;
  onGoOn: () => void;
  onGiveUp: () => void;
}) {
  const t = useText();
  return (
    <div role="group" aria-label={t('customers.left.label', { field: label })} className={styles.left}>
      <p className={styles.label}>{t('customers.left.title')}</p>
      <p className={styles.value}>{text === '' ? t('customers.field.empty') : text}</p>
      {isOvertaken && <p className={styles.none}>{t('customers.left.overtaken')}</p>}
      <div className={styles.buttons}>
        <Button variant="quiet" onPress={onGiveUp}>
          {t('customers.left.giveUp')}
        </Button>
        <Button onPress={onGoOn}>{t('customers.left.goOn')}</Button>
      </div>
    </div>
  );
}
