import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { AdaptivePopover } from './adaptive-popover';
import styles from './chip.module.css';
import { classNames } from './class-names';
import { PopoverTrigger } from './popover-trigger';

/** A chip that opens its choices; filled while something is chosen. */
export function PopoverChip({
  label,
  words,
  isActive,
  children,
}: {
  label: string;
  words: string;
  isActive: boolean;
  children: (close: () => void) => ReactNode;
}) {
  return (
    <PopoverTrigger>
      <Button className={styles.target} aria-haspopup="dialog" data-active={isActive || undefined}>
        <span className={classNames(styles.chip, styles.opens)}>
          {words}
          <ChevronDown size={16} aria-hidden="true" />
        </span>
      </Button>
      <AdaptivePopover label={label} className={styles.choices}>
        {children}
      </AdaptivePopover>
    </PopoverTrigger>
  );
}
