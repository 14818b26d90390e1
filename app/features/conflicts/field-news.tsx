import { createContext, useContext, type ReactNode } from 'react';
import type { Basis } from '../../../sync/rules/document';
import type { DraftState } from '../../shell/drafts';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { WrittenMeanwhile } from './written-meanwhile';
import styles from './written-meanwhile.module.css';

type News = {
  readonly collection: WritableCollectionName;
  readonly id: string;
  /** What is typed, by unit, each with what it is typed over; see `useDraft` and `useTyping`. */
  readonly draft: Pick<DraftState, 'bases' | 'see' | 'giveUp'>;
  /** What stands in the record now. */
  readonly basisOf: (unit: string) => Basis;
};
const NewsContext = createContext<News | null>(null);

/**
 * The form inside edits a record: under each field that is being typed in stands what others wrote there meanwhile.
 * Without an `id` the record is new, and nobody else knows of it.
 */
export function FieldNews({
  id,
  children,
  ...news
}: Omit<News, 'id'> & { id: string | undefined; children: ReactNode }) {
  return <NewsContext.Provider value={id === undefined ? null : { id, ...news }}>{children}</NewsContext.Provider>;
}

/** A field of the form, and below it the news of its unit. */
export function NewsBelow({ unit, children }: { unit: string; children: ReactNode }) {
  const news = useContext(NewsContext);
  if (news === null) return children;
  const begun = news.draft.bases[unit];
  return (
    <div className={styles.field}>
      {children}
      {begun !== undefined && (
        <WrittenMeanwhile
          collection={news.collection}
          id={news.id}
          unit={unit}
          begun={begun}
          now={news.basisOf(unit)}
          onSee={() => news.draft.see(unit)}
          onTake={() => news.draft.giveUp(unit)}
        />
      )}
    </div>
  );
}
