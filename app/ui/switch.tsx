import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './switch.module.css';

/** For what takes effect at once. */
export function Switch({
  children,
  ...props
}: {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  return (
    <AriaSwitch {...props} className={styles.toggle}>
      <span className={styles.track} aria-hidden="true" />
      <span className={styles.words}>{children}</span>
    </AriaSwitch>
  );
}
