import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import type { FieldDraft } from '../../shell/loose-drafts';
import { Button } from '../../ui/button';
import { TextArea, TextField, type TextFieldProps } from '../../ui/text-field';
import styles from './detail-row.module.css';

type Editor = (props: { value: string; onChange: (value: string) => void; error: string | undefined }) => ReactNode;

/**
 * A fact that is edited where it stands: a tap opens it, leaving it (or Enter) saves, Escape gives up. An editor of its
 * own (a phone with its country) is left by its buttons, because focus may wander into its lists.
 */
export function DetailRow({
  label,
  value,
  shown,
  problemOf,
  onSave,
  isMultiline = false,
  input,
  editor,
  after,
  kept,
}: {
  label: string;
  value: string;
  /** The value as one reads it, where that differs. */
  shown?: ReactNode;
  /** The key of what is wrong with a value; null when it may be saved. */
  problemOf: (value: string) => string | null;
  onSave: (value: string) => Promise<boolean>;
  isMultiline?: boolean;
  input?: Pick<TextFieldProps, 'type' | 'inputMode' | 'autoCapitalize' | 'maxLength'>;
  editor?: Editor;
  after?: ReactNode;
  /** Outlives the page while the field is open. */
  kept: FieldDraft;
}) {
  const t = useText();
  const labelId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isLeaving = useRef(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (kept.found !== undefined) setDraft(kept.found);
  }, [kept.found]);

  const close = (returnsFocus: boolean) => {
    kept.drop();
    setDraft(null);
    setProblem(null);
    if (returnsFocus) requestAnimationFrame(() => button.current?.focus());
  };
  const commit = async (returnsFocus: boolean) => {
    if (draft === null || isLeaving.current) return;
    const found = draft === value ? null : problemOf(draft);
    setProblem(found);
    if (found !== null) return;
    isLeaving.current = true;
    const isStored = draft.trim() === value || (await onSave(draft.trim()));
    isLeaving.current = false;
    if (isStored) close(returnsFocus);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      isLeaving.current = true;
      close(true);
      requestAnimationFrame(() => {
        isLeaving.current = false;
      });
    } else if (event.key === 'Enter' && !isMultiline && editor === undefined) {
      event.preventDefault();
      void commit(true);
    }
  };

  if (draft !== null) {
    const props = {
      value: draft,
      onChange: (next: string) => {
        setDraft(next);
        setProblem(null);
        kept.keep(next);
      },
      error: problem === null ? undefined : t(problem),
    };
    return (
      // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- hears Enter and Escape of the field inside
      <div className={styles.editing} onKeyDown={onKeyDown}>
        {editor !== undefined ? (
          editor(props)
        ) : isMultiline ? (
          <TextArea {...props} label={label} autoFocus onBlur={() => void commit(false)} maxLength={input?.maxLength} />
        ) : (
          <TextField
            {...props}
            {...input}
            label={label}
            autoFocus
            autoComplete="off"
            enterKeyHint="done"
            onBlur={() => void commit(false)}
          />
        )}
        {editor !== undefined && (
          <div className={styles.buttons}>
            <Button variant="quiet" onPress={() => close(true)}>
              {t('customers.field.cancel')}
            </Button>
            <Button variant="primary" onPress={() => void commit(true)}>
              {t('customers.field.save')}
            </Button>
          </div>
        )}
      </div>
    );
  }
  return (
    <div className={styles.row}>
      <AriaButton ref={button} className={styles.face} onPress={() => setDraft(value)} aria-labelledby={labelId}>
        <span id={labelId} className={styles.words}>
          <span className={styles.label}>{label}</span>
          {value === '' ? (
            <span className={styles.none}>{t('customers.field.empty')}</span>
          ) : (
            <span className={styles.value}>{shown ?? value}</span>
          )}
        </span>
      </AriaButton>
      {after}
    </div>
  );
}
