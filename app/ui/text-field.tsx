import type { FocusEvent, ReactNode, Ref } from 'react';
import { Group, Input, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import { classNames } from './class-names';
import { FieldFrame, type FieldProps, type TooLong } from './field';
import styles from './field.module.css';

type TextProps = FieldProps & {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoComplete?: string;
  autoFocus?: boolean;
  /** What is longer is kept as typed, and pointed at; whoever saves refuses it. */
  maxLength?: number;
  /** What is kept of it where that is not what is shown: it is what may not be longer. */
  kept?: string;
  enterKeyHint?: 'done' | 'go' | 'next' | 'search' | 'send';
};

export type TextFieldProps = TextProps & {
  type?: 'text' | 'email' | 'tel' | 'password' | 'url';
  inputMode?: 'text' | 'email' | 'tel' | 'numeric' | 'url';
  autoCapitalize?: 'off' | 'words' | 'sentences';
  /** Drawn inside the frame, before and after what is typed. */
  before?: ReactNode;
  after?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
};

export function TextField({
  type = 'text',
  inputMode,
  placeholder,
  enterKeyHint,
  autoCapitalize,
  before,
  after,
  inputRef,
  maxLength,
  kept,
  ...props
}: TextFieldProps) {
  const tooLong = tooLongFor(kept ?? props.value, maxLength);
  const input = { type, inputMode, placeholder, enterKeyHint, autoCapitalize, ref: inputRef };
  return (
    <AriaTextField
      {...props}
      type={type}
      validationBehavior="aria"
      isInvalid={props.error !== undefined || tooLong !== undefined}
      className={classNames(styles.field, props.className)}
    >
      <FieldFrame {...props} tooLong={tooLong}>
        {before === undefined && after === undefined ? (
          <Input {...input} className={styles.control} />
        ) : (
          <Group className={styles.control}>
            {before}
            <Input {...input} className={styles.bare} />
            {after}
          </Group>
        )}
      </FieldFrame>
    </AriaTextField>
  );
}

export function TextArea({
  placeholder,
  enterKeyHint,
  inputRef,
  maxLength,
  kept,
  ...props
}: TextProps & { inputRef?: Ref<HTMLTextAreaElement> }) {
  const tooLong = tooLongFor(kept ?? props.value, maxLength);
  return (
    <AriaTextField
      {...props}
      validationBehavior="aria"
      isInvalid={props.error !== undefined || tooLong !== undefined}
      className={classNames(styles.field, props.className)}
    >
      <FieldFrame {...props} tooLong={tooLong}>
        <AriaTextArea
          placeholder={placeholder}
          enterKeyHint={enterKeyHint}
          ref={inputRef}
          onFocus={toEnd}
          className={classNames(styles.control, styles.area)}
        />
      </FieldFrame>
    </AriaTextField>
  );
}

/** By the browser a pasted text would be cut off at the limit without a word. */
function tooLongFor(value: string, maxLength: number | undefined): TooLong | undefined {
  return maxLength !== undefined && value.trim().length > maxLength
    ? { length: value.trim().length, maxLength }
    : undefined;
}

/**
 * Browsers put the cursor before a text that is there already; who opens it to write goes on after it. A tap then moves
 * it.
 */
function toEnd({ currentTarget: area }: FocusEvent<HTMLTextAreaElement>): void {
  if (area.selectionStart === 0 && area.selectionEnd === 0)
    area.setSelectionRange(area.value.length, area.value.length);
}
