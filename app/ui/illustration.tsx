import type { ReactNode } from 'react';
import styles from './illustration.module.css';

export type IllustrationName = 'field' | 'search' | 'calendar' | 'people' | 'sent' | 'offline' | 'trouble';

const HILLS = <path className={styles.line} d="M8 92c22-14 44-18 66-12s46 4 78-12" />;

const DRAWINGS: Readonly<Record<IllustrationName, ReactNode>> = {
  field: (
    <>
      <circle className={styles.soft} cx="118" cy="36" r="15" />
      {HILLS}
      <path
        className={styles.line}
        d="M30 112c10-14 26-24 44-32M62 114c6-14 12-24 22-33M98 112c-1-12-4-22-10-31M136 110c-8-13-20-22-38-30"
      />
      <path
        className={styles.accent}
        d="M50 70V42m0 12c-8 0-13-5-13-13 8 0 13 5 13 13Zm0-2c0-8 5-13 13-13 0 8-5 13-13 13Z"
      />
    </>
  ),
  search: (
    <>
      {HILLS}
      <circle className={styles.softLine} cx="76" cy="52" r="27" />
      <path className={styles.accent} d="m96 72 20 20" />
      <path className={styles.line} d="M62 52h28M66 42h18M68 62h14" />
    </>
  ),
  calendar: (
    <>
      <rect className={styles.softLine} x="38" y="26" width="84" height="74" rx="9" />
      <path className={styles.line} d="M38 46h84M58 18v14M102 18v14" />
      <path className={styles.accent} d="m66 72 10 10 20-20" />
      <path className={styles.line} d="M16 108h128" />
    </>
  ),
  people: (
    <>
      <circle className={styles.softLine} cx="62" cy="46" r="17" />
      <path className={styles.line} d="M30 98c2-19 15-29 32-29s30 10 32 29" />
      <circle className={styles.accent} cx="106" cy="52" r="12" />
      <path className={styles.accent} d="M100 73c16-3 29 7 31 25" />
      <path className={styles.line} d="M16 108h128" />
    </>
  ),
  sent: (
    <>
      <path className={styles.softLine} d="M40 62h80v34a8 8 0 0 1-8 8H48a8 8 0 0 1-8-8Z" />
      <path className={styles.line} d="m40 62 12-24h56l12 24M40 66h24l6 12h20l6-12h24" />
      <path className={styles.accent} d="m68 30 9 9 17-18" />
    </>
  ),
  offline: (
    <>
      {HILLS}
      <path className={styles.softLine} d="M54 70a17 17 0 0 1 3-34 24 24 0 0 1 45 4 15 15 0 0 1 2 30Z" />
      <path className={styles.accent} d="m48 24 62 62" />
      <path className={styles.line} d="M30 112c10-10 20-16 34-21M98 112c-1-10-4-18-9-26" />
    </>
  ),
  trouble: (
    <>
      <path className={styles.softLine} d="m22 44 36-14 44 14 36-14v62l-36 14-44-14-36 14Z" />
      <path className={styles.line} d="M58 30v62M102 44v62" />
      <path className={styles.attention} d="M80 48v20m0 11v1" />
    </>
  ),
};

/** Quiet line drawings for empty screens. Decoration only. */
export function Illustration({ name }: { name: IllustrationName }) {
  return (
    <svg className={styles.drawing} width="160" height="124" viewBox="0 0 160 124" aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  );
}
