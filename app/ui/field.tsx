import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import styles from './field.module.css';
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

/** The parts of a field around its control, in reading order. Used inside a React Aria field. */
export function FieldFrame({
  label,
  isLabelHidden,
  description,
  error,
  isRequired,
  children,
}: FieldProps & { children: ReactNode }) {
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
      {description !== undefined && error === undefined && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
    </>
  );
}
