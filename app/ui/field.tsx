import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import styles from './field.module.css';
import { useText } from '../i18n/use-text';
import hidden from './visually-hidden.module.css';

/** What every field of the kit takes beside its value. `error` set means the value is not accepted. */
export type FieldProps = {
  label: string;
  /** Hides the label from sight; it is still spoken. */
  isLabelHidden?: boolean;
  description?: ReactNode;
  error?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  name?: string;
  onBlur?: () => void;
  className?: string;
};

/** What is longer than its field may keep: nothing of it is cut off in silence. */
export type TooLong = { readonly length: number; readonly maxLength: number };

function TooLongWords({ length, maxLength }: TooLong) {
  const t = useText();
  return t('ui.tooLong', { length, maxLength, over: length - maxLength });
}

/** The parts of a field around its control, in reading order. Used inside a React Aria field. */
export function FieldFrame({
  label,
  isLabelHidden,
  description,
  error,
  tooLong,
  isRequired,
  children,
}: FieldProps & { tooLong?: TooLong | undefined; children: ReactNode }) {
  return (
    <>
      <Label className={isLabelHidden === true ? hidden.visuallyHidden : styles.label}>
        {label}
        {isRequired === true && (
          <span className={styles.required} aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </Label>
      {children}
      {description !== undefined && error === undefined && tooLong === undefined && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error}>{tooLong === undefined ? error : <TooLongWords {...tooLong} />}</FieldError>
    </>
  );
}
