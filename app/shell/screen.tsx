import { ArrowLeft } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import { classNames } from '../ui/class-names';
import { focusHome } from '../ui/focus-home';
import { iconSize } from '../ui/icon-size';
import { BackLink } from './back-link';
import { useHasBesidePane, useIsInSight } from './beside-pane';
import styles from './screen.module.css';
import { SyncChip } from './sync-chip';
import { useScrollMemory } from './use-scroll-memory';

/**
 * One screen: its title, what can be done on it, the sync chip, and the content.
 * `full` content manages its own scrolling (lists, calendars); `reading` is a column that scrolls and remembers where.
 */
export function Screen({
  title,
  subtitle,
  back,
  actions,
  layout = 'reading',
  scrollKey,
  isTextOnly = false,
  children,
}: {
  title: string;
  subtitle?: ReactNode;
  /** Where back leads when the person came here directly. */
  back?: string;
  actions?: ReactNode;
  layout?: 'reading' | 'full';
  scrollKey?: string;
  /** A reading screen with nothing to stop at: the column itself is a stop, or the keyboard could not scroll it. */
  isTextOnly?: boolean;
  children: ReactNode;
}) {
  const t = useText();
  const isBackInSight = useIsInSight(back);
  const isBeside = useHasBesidePane();
  const scroller = useScrollMemory<HTMLDivElement>(scrollKey ?? title);
  useEffect(() => {
    document.title = `${title} · Saha`;
  }, [title]);
  return (
    <div className={styles.screen} {...(isBeside ? { ...focusHome, role: 'group', 'aria-label': title } : {})}>
      <header className={styles.bar}>
        {back !== undefined && !isBackInSight && (
          <BackLink href={back} label={t('shell.back')} icon={<ArrowLeft {...iconSize.row} />} />
        )}
        <div className={styles.names}>
          <h1 className={styles.title}>{title}</h1>
          {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        <SyncChip />
      </header>
      {layout === 'full' ? (
        <div className={styles.full}>{children}</div>
      ) : (
        <div
          ref={scroller}
          className={styles.scroller}
          {...(isTextOnly ? { tabIndex: 0, role: 'region', 'aria-label': title } : { tabIndex: -1 })}
        >
          <div className={styles.reading}>{children}</div>
        </div>
      )}
    </div>
  );
}

/** For the parts of a screen that is a column of groups. */
export function Stack({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classNames(styles.stack, className)}>{children}</div>;
}
