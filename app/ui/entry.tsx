import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './entry.module.css';
import { iconSize } from './icon-size';

type Head = {
  title: ReactNode;
  at: string;
  /** What is written of `at`. */ when: string;
  /** All of `at`, where `when` is short. */ whenTitle?: string;
};
type Mark = { icon: LucideIcon; tone: 'accent' | 'slate' | 'brick' | 'plain' | 'faint'; isRound?: boolean };

/**
 * One thing that happened or will: an icon, what and when, and below it what there is to say. With `href` it leads
 * there; `isOff`: it will not happen.
 */
export function Entry({
  href,
  isOff = false,
  children,
  icon,
  tone,
  isRound,
  ...head
}: Head & Mark & { href?: string; isOff?: boolean; children?: ReactNode }) {
  const className = classNames(styles.entry, href !== undefined && styles.link, isOff && styles.off);
  const content = (
    <>
      <EntryIcon icon={icon} tone={tone} isRound={isRound} />
      <span className={styles.content}>
        <EntryHead {...head} />
        {children}
      </span>
    </>
  );
  return href === undefined ? (
    <div className={className}>{content}</div>
  ) : (
    <Link href={href} className={className}>
      {content}
    </Link>
  );
}

export function EntryIcon({ icon: Icon, tone, isRound = false }: Mark) {
  return (
    <span className={classNames(styles.icon, styles[tone], isRound && styles.round)}>
      <Icon {...iconSize.small} />
    </span>
  );
}

export function EntryHead({ title, at, when, whenTitle, className }: Head & { className?: string }) {
  return (
    <span className={classNames(styles.head, className)}>
      <span className={styles.title}>{title}</span>
      <time dateTime={at} title={whenTitle} className={styles.time}>
        {when}
      </time>
    </span>
  );
}
