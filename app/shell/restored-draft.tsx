import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import type { DraftState } from './drafts';
import styles from './restored-draft.module.css';

/** Over a form that shows what was left half typed: whether to go on with that. */
export function RestoredDraft({ draft }: { draft: Pick<DraftState, 'isRestored' | 'keep' | 'startOver'> }) {
  const t = useText();
  if (!draft.isRestored) return null;
  return (
    <div role="status" className={styles.restored}>
      <span>{t('shell.form.restored')}</span>
      <span className={styles.choices}>
        <Button variant="quiet" onPress={() => void draft.startOver()}>
          {t('shell.form.startOver')}
        </Button>
        <Button variant="quiet" onPress={draft.keep}>
          {t('shell.form.goOn')}
        </Button>
      </span>
    </div>
  );
}
