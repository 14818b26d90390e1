import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBoxItem } from 'react-aria-components';
import { iconSize } from './icon-size';
import styles from './list-box.module.css';

export type Option = { id: string; label: string; detail?: string; icon?: ReactNode; isDisabled?: boolean };

/** One choice of a Select or ComboBox. */
export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} isDisabled={option.isDisabled} className={styles.item}>
      {({ isSelected }) => (
        <>
          {option.icon}
          <span className={styles.words}>
            {option.label}
            {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
          </span>
          {isSelected && <Check {...iconSize.small} />}
        </>
      )}
    </ListBoxItem>
  );
}
