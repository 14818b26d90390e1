import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { readsTheSame, type Basis } from '../../../../sync/rules/document';
import { useText } from '../../../i18n/use-text';
import type { FieldDraft, LeftText } from '../../../shell/loose-drafts';
import { Button } from '../../../ui/button';
import { TextArea, TextField, type TextFieldProps } from '../../../ui/text-field';
import { WrittenMeanwhile } from '../../conflicts/written-meanwhile';
import styles from './detail-row.module.css';
import { LeftHalfTyped } from './left-half-typed';

type Editor = (props: { value: string; onChange: (value: string) => void; error: string | undefined }) => ReactNode;
/** Which fact of which customer it is, and what is shown of it now. */
export type Fact = { readonly id: string; readonly field: string; readonly basis: Basis };
type Typing = { readonly text: string; readonly begun: Basis };

/** An older build kept a draft without saying what it was typed over. */
const UNKNOWN: Basis = { stamp: '', values: {} };

/**
 * A fact that is edited where it stands: a tap opens it, leaving it (or Enter) saves, Escape gives up. An editor of its
 * own (a phone with its country) is left by its buttons, because focus may wander into its lists. What was left half
 * typed earlier waits beside the fact until somebody goes on with it or gives it up. `onSave` is told what the person
 * was shown when they began.
 */
export function DetailRow({
  label,
  value,
  fact,
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
  fact: Fact;
  /** The value as one reads it, where that differs. */
  shown?: ReactNode;
  /** The key of what is wrong with a value; null when it may be saved. */
  problemOf: (value: string) => string | null;
  onSave: (value: string, begun: Basis) => Promise<boolean>;
  isMultiline?: boolean;
  input?: Pick<TextFieldProps, 'type' | 'inputMode' | 'autoCapitalize' | 'maxLength'>;
  editor?: Editor;
  after?: ReactNode;
  /** Outlives the page while the field is open. */
  kept: FieldDraft;
}) {
  const t = useText();
  const labelId = useId();
  const [typing, setTyping] = useState<Typing | null>(null);
  const [left, setLeft] = useState<LeftText | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isLeaving = useRef(false);
  const isReading = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  // Closed once something is stored, it is drawn again at a time of React's own: a frame may come before that.
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (typing !== null || !wantsFocus.current) return;
    wantsFocus.current = false;
    button.current?.focus();
  }, [typing]);

  useEffect(() => {
    if (kept.found !== undefined) setLeft(kept.found);
  }, [kept.found]);
  const begunText = typing === null || typing.begun === UNKNOWN ? null : String(typing.begun.values[fact.field] ?? '');
  const isUntouched = typing !== null && typing.text === begunText;
  useEffect(() => {
    // Nothing was typed yet: what arrives shows.
    if (isUntouched) setTyping({ text: value, begun: fact.basis });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what arrives
  }, [value]);

  const open = () => {
    setTyping(left === null ? { text: value, begun: fact.basis } : { text: left.text, begun: left.basis ?? UNKNOWN });
    setLeft(null);
  };
  const close = (returnsFocus: boolean) => {
    kept.drop();
    setTyping(null);
    setProblem(null);
    wantsFocus.current = returnsFocus;
  };
  const commit = async (returnsFocus: boolean) => {
    if (typing === null || isLeaving.current) return;
    const text = typing.text.trim();
    const isTyped = !isUntouched && text !== begunText;
    const found = isTyped ? problemOf(typing.text) : null;
    setProblem(found);
    if (found !== null) return;
    isLeaving.current = true;
    const isStored = !isTyped || (await onSave(text, typing.begun));
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
    } else if (
      event.key === 'Enter' &&
      !isMultiline &&
      editor === undefined &&
      event.target instanceof HTMLInputElement
    ) {
      event.preventDefault();
      void commit(true);
    }
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // Looking at what somebody else wrote is not leaving the field; on some devices a tapped button takes no focus.
    if (editor !== undefined || isReading.current || event.currentTarget.contains(event.relatedTarget)) return;
    void commit(false);
  };

  if (typing !== null) {
    const props = {
      value: typing.text,
      onChange: (next: string) => {
        setTyping({ ...typing, text: next });
        setProblem(null);
        kept.keep(next, typing.begun);
      },
      error: problem === null ? undefined : t(problem),
    };
    return (
      // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- hears Enter, Escape and leaving
      <div className={styles.editing} onKeyDown={onKeyDown} onBlur={onBlur}>
        {editor !== undefined ? (
          editor(props)
        ) : isMultiline ? (
          <TextArea {...props} label={label} autoFocus maxLength={input?.maxLength} />
        ) : (
          <TextField {...props} {...input} label={label} autoFocus autoComplete="off" enterKeyHint="done" />
        )}
        <div
          onPointerDown={() => {
            isReading.current = true;
          }}
          onPointerUp={() => {
            isReading.current = false;
          }}
          onPointerCancel={() => {
            isReading.current = false;
          }}
        >
          <WrittenMeanwhile
            collection="customers"
            id={fact.id}
            unit={fact.field}
            begun={isUntouched ? fact.basis : typing.begun}
            now={fact.basis}
            onSee={() => {
              setTyping({ ...typing, begun: fact.basis });
              kept.keep(typing.text, fact.basis);
            }}
            onTake={() => close(true)}
          />
        </div>
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
    <>
      <div className={styles.row}>
        <AriaButton ref={button} className={styles.face} onPress={open} aria-labelledby={labelId}>
          <span id={labelId} className={styles.words}>
            <span className={styles.label} data-label>
              {label}
            </span>
            {value === '' ? (
              <span className={styles.none}>{t('customers.field.empty')}</span>
            ) : (
              <span className={styles.value}>{shown ?? value}</span>
            )}
          </span>
        </AriaButton>
        {after}
      </div>
      {left !== null && (
        <LeftHalfTyped
          label={label}
          text={left.text}
          isOvertaken={left.basis === null || !readsTheSame(left.basis.values, fact.basis.values)}
          onGoOn={open}
          onGiveUp={() => {
            kept.drop();
            setLeft(null);
          }}
        />
      )}
    </>
  );
}
