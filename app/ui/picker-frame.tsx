import { useId, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { classNames } from './class-names';
import type { FieldProps } from './field';
import field from './field.module.css';
import hidden from './visually-hidden.module.css';

export type PickerProps = FieldProps & { value: string; onChange: (value: string) => void; placeholder?: string };

/** The look of a field around a button that opens a picker. */
export function PickerFrame({
  label,
  isLabelHidden,
  description,
  error,
  isRequired,
  isDisabled,
  onBlur,
  className,
  shown,
  placeholder,
  icon,
}: FieldProps & {
  shown: string;
  placeholder: string;
  icon: ReactNode;
}) {
  const labelId = useId();
  const valueId = useId();
  const noteId = useId();
  const note = error ?? description;
  return (
    <div className={classNames(field.field, className)}>
      <span id={labelId} className={isLabelHidden === true ? hidden.visuallyHidden : field.label}>
        {label}
        {isRequired === true && (
          <span className={field.required} aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </span>
      <Button
        isDisabled={isDisabled}
        onBlur={onBlur}
        className={field.control}
        aria-labelledby={`${labelId} ${valueId}`}
        aria-describedby={note === undefined ? undefined : noteId}
        {...(error === undefined ? {} : { 'data-invalid': true })}
      >
        {icon}
        <span id={valueId} className={classNames(field.value, shown === '' && field.placeholder)}>
          {shown === '' ? placeholder : shown}
        </span>
      </Button>
      {note !== undefined && (
        <span id={noteId} className={error === undefined ? field.description : field.error}>
          {note}
        </span>
      )}
    </div>
  );
}
