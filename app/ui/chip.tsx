import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './chip.module.css';

/** A filter that reads like speech and is on or off. */
export function ToggleChip({
  children,
  icon,
  isSelected,
  onChange,
  isDisabled,
}: {
  children: ReactNode;
  icon?: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
}) {
  return (
    <ToggleButton isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className={styles.target}>
      <span className={styles.chip}>
        {isSelected ? <Check size={16} aria-hidden="true" /> : icon}
        {children}
      </span>
    </ToggleButton>
  );
}

/** Something that was chosen; with `onRemove` it can be taken away, with `onPress` opened. */
export function Chip({
  children,
  icon,
  isChosen = false,
  onPress,
  onRemove,
  removeLabel,
  className,
}: {
  children: ReactNode;
  icon?: ReactNode;
  /** Filled, as a ToggleChip that is on. */
  isChosen?: boolean;
  onPress?: () => void;
  onRemove?: () => void;
  removeLabel?: string;
  className?: string;
}) {
  const press = onRemove ?? onPress;
  const face = (
    <span className={styles.chip}>
      {icon}
      {children}
      {onRemove !== undefined && <X size={16} aria-hidden="true" />}
    </span>
  );
  if (press === undefined) return <span className={classNames(styles.target, className)}>{face}</span>;
  return (
    <Button
      onPress={press}
      aria-label={removeLabel}
      data-active={isChosen || undefined}
      className={classNames(styles.target, className)}
    >
      {face}
    </Button>
  );
}
