import styles from './skeleton.module.css';

/** The shape of rows to come. Stays unseen for the first 150 ms, so that what is quick never flickers. */
export function Skeleton({ rows = 6, hasAvatar = false }: { rows?: number; hasAvatar?: boolean }) {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={styles.row}>
          {hasAvatar && <span className={styles.avatar} />}
          <span className={styles.lines}>
            <span className={styles.line} style={{ width: `${38 + ((at * 37) % 34)}%` }} />
            <span className={styles.thin} style={{ width: `${56 + ((at * 23) % 32)}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
