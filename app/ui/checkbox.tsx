import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './checkbox.module.css';

/** What a person says yes to before it is saved. */
export function Checkbox({
  children,
  detail,
  ...props
}: {
  children: ReactNode;
  detail?: ReactNode;
  isSelected: boolean;
  isDisabled?: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  return (
    <AriaCheckbox {...props} className={styles.choice}>
      <span className={styles.box} aria-hidden="true">
        <Check size={18} strokeWidth={3} />
      </span>
      <span className={styles.words}>
        <span>{children}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
    </AriaCheckbox>
  );
}
