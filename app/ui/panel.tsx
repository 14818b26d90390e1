import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button, Link } from 'react-aria-components';
import { classNames } from './class-names';
import { iconSize } from './icon-size';
import styles from './panel.module.css';
import hidden from './visually-hidden.module.css';

/** A titled group on the paper. Panels do not go inside panels. */
export function Panel({
  title,
  isTitleHidden = false,
  action,
  children,
  isFlush = false,
  className,
}: {
  title?: string;
  /** For screen readers alone, where the bar above says the same. */
  isTitleHidden?: boolean;
  action?: ReactNode;
  children: ReactNode;
  /** Rows reach the edges. */ isFlush?: boolean;
  className?: string;
}) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : titleId}
      className={classNames(styles.section, className)}
    >
      {title !== undefined && (
        <header
          className={isTitleHidden && action === undefined ? hidden.visuallyHidden : styles.head}
          data-untitled={isTitleHidden || undefined}
        >
          <h2 id={titleId} className={isTitleHidden ? hidden.visuallyHidden : styles.title}>
            {title}
          </h2>
          {action}
        </header>
      )}
      <div className={classNames(styles.panel, isFlush && styles.flush)}>{children}</div>
    </section>
  );
}

/** A row of a flush panel; with `href` it leads somewhere, with `onPress` it does something. */
export function Row({
  icon,
  title,
  detail,
  after,
  isAfterBelow = false,
  href,
  isCurrent = false,
  onPress,
}: {
  icon?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  after?: ReactNode;
  /** What stands after it goes below it where there is no room beside the words; or, beside them whole. */
  isAfterBelow?: boolean | 'unlessWhole';
  href?: string;
  /** Where one is. */
  isCurrent?: boolean;
  onPress?: () => void;
}) {
  const leads = href !== undefined || onPress !== undefined;
  const wrapping = classNames(isAfterBelow !== false && styles.wraps, isAfterBelow === 'unlessWhole' && styles.whole);
  const words = (
    <span className={styles.words}>
      <span className={styles.rowTitle}>{title}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </span>
  );
  const content = (
    <>
      {icon}
      {leads && isAfterBelow !== false ? (
        // The way on stays at the end of the row, beside both.
        <span className={wrapping}>
          {words}
          {after}
        </span>
      ) : (
        <>
          {words}
          {after}
        </>
      )}
      {leads && <ChevronRight {...iconSize.small} className={styles.go} />}
    </>
  );
  if (onPress !== undefined)
    return (
      <Button onPress={onPress} className={classNames(styles.row, styles.link, styles.act)}>
        {content}
      </Button>
    );
  return href === undefined ? (
    <div className={classNames(styles.row, wrapping)} data-list-row>
      {content}
    </div>
  ) : (
    <Link href={href} aria-current={isCurrent ? 'page' : undefined} className={classNames(styles.row, styles.link)}>
      {content}
    </Link>
  );
}
