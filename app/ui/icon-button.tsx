import type { ReactNode } from 'react';
import { Button, Link, type ButtonProps } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './icon-button.module.css';
import { useHeldFocus } from './use-held-focus';

type Look = { label: string; icon: ReactNode; tone?: 'plain' | 'accent'; className?: string };

/** A round target with a drawn icon; the label is spoken and shows as a tooltip. */
export function IconButton({
  label,
  icon,
  tone = 'plain',
  className,
  ...props
}: Look & Omit<ButtonProps, 'children' | 'className' | 'style' | 'aria-label'>) {
  const { isHeld, held } = useHeldFocus(props);
  return (
    <Button
      {...props}
      {...held}
      data-held={isHeld || undefined}
      aria-label={label}
      className={classNames(styles.button, styles[tone], className)}
    >
      {icon}
    </Button>
  );
}

export function IconLink({
  label,
  icon,
  tone = 'plain',
  className,
  ...props
}: Look & { href: string; target?: string; rel?: string; onPress?: () => void }) {
  return (
    <Link {...props} aria-label={label} className={classNames(styles.button, styles[tone], className)}>
      {icon}
    </Link>
  );
}
