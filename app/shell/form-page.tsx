import type { FormEventHandler, ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import type { DraftState } from './drafts';
import styles from './form-page.module.css';
import { RestoredDraft } from './restored-draft';

/**
 * A form that fills its pane: fields that scroll, and under them what it takes to leave. `above` stands over what a
 * restored draft says.
 */
export function FormPage({
  draft,
  labelledBy,
  above,
  saveLabel,
  isSaving,
  isSaveDisabled = false,
  onSubmit,
  onCancel,
  children,
}: {
  draft: DraftState;
  labelledBy?: string;
  above?: ReactNode;
  saveLabel: string;
  isSaving: boolean;
  isSaveDisabled?: boolean;
  onSubmit: FormEventHandler;
  onCancel: () => void;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <form className={styles.form} noValidate onSubmit={onSubmit} aria-labelledby={labelledBy}>
      <div className={styles.scroller}>
        <div className={styles.fields}>
          {above}
          <RestoredDraft draft={draft} />
          {children}
        </div>
      </div>
      <footer className={styles.foot} data-foot>
        <p className={styles.note}>{t('shell.form.offlineNote')}</p>
        <Button
          onPress={() => {
            void draft.discard();
            onCancel();
          }}
        >
          {t('ui.cancel')}
        </Button>
        <Button type="submit" variant="primary" isPending={isSaving} isDisabled={isSaveDisabled}>
          {saveLabel}
        </Button>
      </footer>
    </form>
  );
}
