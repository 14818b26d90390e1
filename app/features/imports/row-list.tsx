import { useCallback, useEffect, useState } from 'react';
import type { RevertOutcome, RowDecision, RowOutcome } from '../../../sync/rules/import';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { usePages } from '../../api/use-pages';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import type { Import, ImportRow, RowPage } from './import-words';
import styles from './imports.module.css';
import { RowItem } from './row-item';
import { useRowWords } from './row-words';

type Page = { readonly rows: RowPage['rows']; readonly cursor: string | null };
const rowsOf = (page: Page) => page.rows;
const NOTHING: ReadonlyMap<number, ImportRow> = new Map();

export type RowChoice = {
  readonly outcome: RowOutcome | null;
  readonly reverted: Exclude<RevertOutcome, ''> | null;
};

/** Rows of the file in their order, page by page. A row about which somebody has decided stays where it is. */
export function RowList({
  one,
  choice: { outcome, reverted },
  label,
  mayDecide,
  onChanged,
}: {
  one: Import;
  choice: RowChoice;
  label: string;
  mayDecide: boolean;
  onChanged: () => void;
}) {
  const t = useText();
  const { id } = one;
  const ask = useCallback(
    async (cursor: string | null): Promise<Page> => {
      const after = cursor === null ? 0 : Number(cursor);
      const page = await api.imports.rows.query({ id, outcome, reverted, after });
      return { rows: page.rows, cursor: page.after === null ? null : String(page.after) };
    },
    [id, outcome, reverted],
  );
  const { first, rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  const [decided, setDecided] = useState(NOTHING);
  // What the office lists anew says it itself.
  useEffect(() => setDecided(NOTHING), [first]);
  const words = useRowWords(one);
  const { isPending, act } = useAct();
  const decide = (rowNo: number, decision: RowDecision | null) =>
    act(async () => {
      const { others, ...row } = await api.imports.decide.mutate({ id, rowNo, decision });
      setDecided((before) => new Map([...before, ...[row, ...others].map((now) => [now.rowNo, now] as const)]));
      onChanged();
      return null;
    });
  const lineOf = (rowNo: number) => rows?.find((row) => row.rowNo === rowNo)?.line;
  return (
    <>
      {error !== undefined && (
        <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
      )}
      {rows === undefined && error === undefined && <Skeleton rows={5} />}
      {rows?.length === 0 && <p className={styles.nobody}>{t('imports.noRows')}</p>}
      {rows !== undefined && rows.length > 0 && (
        <ol className={styles.rows} aria-label={label}>
          {rows.map((listed) => {
            const row = decided.get(listed.rowNo) ?? listed;
            return (
              <RowItem
                key={row.rowNo}
                row={row}
                words={words}
                lineOf={lineOf}
                isBusy={isPending}
                {...(mayDecide ? { onDecide: (decision) => void decide(row.rowNo, decision) } : {})}
              />
            );
          })}
        </ol>
      )}
      {hasMore && (
        <div className={styles.below}>
          <Button onPress={more}>{t('deliveries.bulks.more')}</Button>
        </div>
      )}
    </>
  );
}
