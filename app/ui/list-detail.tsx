import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './list-detail.module.css';
import { useMedia } from './use-media';

/**
 * A list beside the thing chosen from it. Where there is room for one only, the detail slides over the list, which
 * stays where it was scrolled to.
 */
export function ListDetail({
  list,
  detail,
  isDetailOpen,
  listLabel,
  detailLabel,
}: {
  list: ReactNode;
  detail: ReactNode;
  isDetailOpen: boolean;
  listLabel: string;
  detailLabel: string;
}) {
  const isCovered = !useMedia('(min-width: 1000px)') && isDetailOpen;
  return (
    <div className={classNames(styles.frame, isDetailOpen && styles.open)}>
      <section aria-label={listLabel} className={styles.list} {...(isCovered ? { inert: '' } : {})}>
        {list}
      </section>
      <section aria-label={detailLabel} className={styles.detail}>
        {detail}
      </section>
    </div>
  );
}
