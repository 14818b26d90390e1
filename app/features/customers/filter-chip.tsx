import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { AdaptivePopover } from '../../ui/adaptive-popover';
import { PopoverTrigger } from '../../ui/popover-trigger';
import styles from './filter-bar.module.css';

/** A chip that opens its choices; filled while something is chosen. */
export function FilterChip({ label, words, isActive, children }: {
  label: string; words: string; isActive: boolean; children: (close: () => void) => ReactNode;
}) {
  return (
    <PopoverTrigger>
      <Button className={styles.target} aria-haspopup="dialog" data-active={isActive || undefined}>
        <span className={styles.face}>{words}<ChevronDown size={16} aria-hidden="true" /></span>
      </Button>
      <AdaptivePopover label={label} className={styles.choices}>{children}</AdaptivePopover>
    </PopoverTrigger>
  );
}
