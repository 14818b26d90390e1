import { useCallback } from 'react';
import { api, errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { figurePlace } from './figure-place';
import styles from './reports.module.css';
import { useBehindWords } from './use-behind-words';
import { useKeptCall } from './use-kept-call';
import { segmentKey, type OfSegment } from './use-report-segment';

/** What a figure was counted from: moves as they were, all else as it is. Out of scope nobody has a name. */
export function FigureList({
  teamId,
  month,
  segment,
  figure,
}: {
  teamId: string | null;
  month: string;
  segment: OfSegment | null;
  figure: string;
}) {
  const t = useText();
  const wordsOf = useBehindWords();
  const ask = useCallback(
    () => api.reports.behind.query({ teamId, month, segment, ...figurePlace(figure) }),
    [teamId, month, segment, figure],
  );
  const key = `figure ${month} ${teamId ?? ''}${segmentKey(segment)} ${figure}`;
  const { data: answered, error, reload } = useKeptCall(key, ask);
  const data = answered?.answer;
  if (error !== undefined)
    return <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />;
  if (data === undefined) return <Skeleton rows={6} />;
  return (
    <Panel title={t('reports.behind', { count: data.count })} isFlush>
      {data.rows.map((row) => (
        <Row
          key={row.id}
          {...(row.customerId === null ? {} : { href: `/customers/${row.customerId}` })}
          title={row.customerName || t('reports.outOfScope')}
          detail={wordsOf(data, row)}
        />
      ))}
      {data.rows.length < data.count && (
        <p className={styles.note}>{t('reports.behindFirst', { shown: data.rows.length })}</p>
      )}
    </Panel>
  );
}
