import { createContext, useContext, type ReactNode } from 'react';
import styles from './beside-pane.module.css';

export const HAS_ROOM_FOR_PANES = '(min-width: 1000px)';
const BesideContext = createContext<string | null>(null);

/**
 * A list of places beside the screen of one of them; `href`: where the list stands alone on smaller devices. With
 * `list` null there is the screen alone: the same one, with all that somebody typed in it, before and after a tablet is
 * turned.
 */
export function BesidePane({
  title,
  href,
  list,
  children,
}: {
  title: string;
  href: string;
  list: ReactNode;
  children: ReactNode;
}) {
  const isBeside = list !== null;
  return (
    <div className={isBeside ? styles.panes : styles.alone}>
      {isBeside && (
        <nav aria-label={title} className={styles.list}>
          <p className={styles.title} aria-hidden="true">
            {title}
          </p>
          <div className={styles.rows}>{list}</div>
        </nav>
      )}
      <BesideContext.Provider value={isBeside ? href : null}>{children}</BesideContext.Provider>
    </div>
  );
}

/** True on a screen with its list beside it. */
export const useHasBesidePane = () => useContext(BesideContext) !== null;
/** Whether a way back to `href` is needed: not where that list is in sight anyway. */
export const useIsInSight = (href: string | undefined) => useContext(BesideContext) === href && href !== undefined;
