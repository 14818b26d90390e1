import type { FocusEvent, ReactNode, Ref } from 'react';
import { Group, Input, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import { classNames } from './class-names';
import { FieldFrame, type FieldProps } from './field';
import styles from './field.module.css';

type TextProps = FieldProps & {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoComplete?: string;
  autoFocus?: boolean;
  maxLength?: number;
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
  ...props
}: TextFieldProps) {
  const input = { type, inputMode, placeholder, enterKeyHint, autoCapitalize, ref: inputRef };
  return (
    <AriaTextField
      {...props}
      type={type}
      validationBehavior="aria"
      isInvalid={props.error !== undefined}
      className={classNames(styles.field, props.className)}
    >
      <FieldFrame {...props}>
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
  ...props
}: TextProps & { inputRef?: Ref<HTMLTextAreaElement> }) {
  return (
    <AriaTextField
      {...props}
      validationBehavior="aria"
      isInvalid={props.error !== undefined}
      className={classNames(styles.field, props.className)}
    >
      <FieldFrame {...props}>
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

/**
 * Browsers put the cursor before a text that is there already; who opens it to write goes on after it. A tap then moves
 * it.
 */
function toEnd({ currentTarget: area }: FocusEvent<HTMLTextAreaElement>): void {
  if (area.selectionStart === 0 && area.selectionEnd === 0)
    area.setSelectionRange(area.value.length, area.value.length);
}
