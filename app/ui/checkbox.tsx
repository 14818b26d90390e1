import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Switch as AriaSwitch } from 'react-aria-components';
import styles from './checkbox.module.css';

type ToggleProps = {
  children: ReactNode; isSelected: boolean; onChange: (isSelected: boolean) => void; isDisabled?: boolean; name?: string; onBlur?: () => void;
};

export function Checkbox({ children, isIndeterminate, ...props }: ToggleProps & { isIndeterminate?: boolean }) {
  return (
    <AriaCheckbox {...props} isIndeterminate={isIndeterminate} className={styles.toggle}>
      <span className={styles.box} aria-hidden="true">{isIndeterminate === true ? <Minus size={16} strokeWidth={3} /> : <Check size={16} strokeWidth={3} />}</span>
      <span className={styles.words}>{children}</span>
    </AriaCheckbox>
  );
}

/** For what takes effect at once; a checkbox is for what is saved with a form. */
export function Switch({ children, ...props }: ToggleProps) {
  return (
    <AriaSwitch {...props} className={styles.toggle}>
      <span className={styles.track} aria-hidden="true" />
      <span className={styles.words}>{children}</span>
    </AriaSwitch>
  );
}
