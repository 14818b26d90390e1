import { Label, Radio, RadioGroup } from 'react-aria-components';
import { classNames } from './class-names';
import field from './field.module.css';
import hidden from './visually-hidden.module.css';
import type { Option } from './option';
import styles from './segmented.module.css';

/** One of two to four, all in sight. */
export function Segmented<Id extends string>({
  label,
  isLabelHidden,
  options,
  value,
  onChange,
  className,
}: {
  label: string;
  isLabelHidden?: boolean;
  options: readonly (Option & { id: Id })[];
  /** Null: none of them. */
  value: Id | null;
  onChange: (id: Id) => void;
  className?: string;
}) {
  return (
    <RadioGroup
      orientation="horizontal"
      value={value}
      onChange={(id) => onChange(id as Id)}
      className={classNames(field.field, className)}
    >
      <Label className={isLabelHidden === true ? hidden.visuallyHidden : field.label}>{label}</Label>
      <div className={styles.track}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} isDisabled={option.isDisabled} className={styles.choice}>
            {option.icon}
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
