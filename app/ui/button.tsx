import type { ReactNode } from 'react';
import { Button as AriaButton, Link as AriaLink, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './button.module.css';
import { useHeldFocus } from './use-held-focus';

type Look = {
  /** What destroys is brick: quiet where one may choose it among other things, filled where one has been asked. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'quietDanger';
  /** Fills the width it is given. */
  isWide?: boolean;
  /** The one thing to do on a page: 44 px of it are seen, not only touched. */
  isLarge?: boolean;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
};

export type ButtonProps = Look & Omit<AriaButtonProps, 'children' | 'className' | 'style'>;

function lookOf({ variant = 'secondary', isWide, isLarge, className }: Omit<Look, 'children'>): string {
  return classNames(styles.button, styles[variant], isWide && styles.wide, isLarge && styles.large, className);
}

export function Button({ variant, isWide, isLarge, icon, children, className, isPending, ...props }: ButtonProps) {
  const { isHeld, held } = useHeldFocus({ isPending, ...props });
  return (
    <AriaButton
      {...props}
      {...held}
      data-held={isHeld || undefined}
      className={lookOf({ variant, isWide, isLarge, className })}
    >
      {icon}
      <span>{children}</span>
      {isPending === true && <span className={styles.progress} aria-hidden="true" />}
    </AriaButton>
  );
}

/** Looks like a button, goes to an address: of the application, or tel:, mailto:, https:. */
export function LinkButton({
  variant,
  isWide,
  isLarge,
  icon,
  children,
  className,
  ...props
}: Look & {
  href: string;
  target?: string;
  rel?: string;
  onPress?: () => void;
  'aria-label'?: string;
}) {
  return (
    <AriaLink {...props} className={lookOf({ variant, isWide, isLarge, className })}>
      {icon}
      <span>{children}</span>
    </AriaLink>
  );
}
