import { useParams } from '@remix-run/react';
import { useCallback, useState } from 'react';
import type { DeliveryState } from '../../../sync/rules/delivery';
import { api, errorTextOf } from '../../api/client';
import { useAct } from '../../api/use-act';
import { usePages } from '../../api/use-pages';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Skeleton } from '../../ui/skeleton';
import { BulkAbout, BulkReasons, BulkSums } from './bulk-words';
import styles from './deliveries.module.css';
import { reasonOn, stateOn, toneOf } from './delivery-words';

type Page = Awaited<ReturnType<typeof api.bulks.show.query>>;
const rowsOf = (page: Page) => page.rows;

/** One sending to many: its sums, each one's own fate, and the way to call off what has not left. */
export default function BulkScreen() {
  const t = useText();
  const { id = '' } = useParams();
  const ask = useCallback((cursor: string | null) => api.bulks.show.query({ id, cursor }), [id]);
  const { first, rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  const [isAsked, setAsked] = useState(false);
  const { isPending, act } = useAct();
  const waiting = (first?.bulk.sums ?? []).reduce((sum, one) => sum + (one.state === 'queued' ? one.count : 0), 0);
  const cancel = async () => {
    const isDone = await act(async () => {
      const { count } = await api.bulks.cancel.mutate({ id });
      return t('deliveries.bulks.cancelDone', { count });
    });
    setAsked(false);
    // What failed has been said; what stands there still does.
    if (isDone) reload();
  };
  return (
    <Screen title={first?.bulk.templateName || t('deliveries.purpose.bulk')} back="/deliveries?view=bulks">
      <Stack>
        {error !== undefined && (
          <EmptyState
            title={t(errorTextOf(error, 'error.bulk.unknown'))}
            action={<Button onPress={reload}>{t('system.again')}</Button>}
          />
        )}
        {first === undefined && error === undefined && <Skeleton rows={6} />}
        {first !== undefined && (
          <Panel
            title={t('deliveries.bulks.sums')}
            action={
              <span className={styles.after}>
                <Button variant="quiet" onPress={reload}>
                  {t('deliveries.bulks.refresh')}
                </Button>
                {waiting > 0 && (
                  <Button variant="quietDanger" onPress={() => setAsked(true)}>
                    {t('messages.bulk.cancel', { count: waiting })}
                  </Button>
                )}
              </span>
            }
          >
            <div className={styles.sums}>
              <BulkAbout bulk={first.bulk} />
              <BulkSums bulk={first.bulk} />
              <BulkReasons bulk={first.bulk} />
            </div>
          </Panel>
        )}
        {rows !== undefined && rows.length > 0 && (
          <Panel title={t('deliveries.bulks.people')} isFlush>
            {rows.map((row) => (
              <Row
                key={row.id}
                {...(row.customerId === null ? {} : { href: `/customers/${row.customerId}?tab=messages` })}
                title={row.customerName || t('deliveries.bulks.outOfScope')}
                detail={
                  <Particulars
                    texts={[
                      row.to,
                      row.reason === '' ? '' : t(`messages.reason.${reasonOn(first?.bulk.channel ?? '', row.reason)}`),
                    ]}
                  />
                }
                after={
                  <Badge tone={toneOf(row.state as DeliveryState)}>
                    {t(`deliveries.state.${stateOn(first?.bulk.channel ?? '', row.state)}`)}
                  </Badge>
                }
              />
            ))}
          </Panel>
        )}
        {hasMore && <Button onPress={more}>{t('deliveries.bulks.more')}</Button>}
      </Stack>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void cancel()}
        title={t('messages.bulk.cancelTitle')}
        message={t('messages.bulk.cancelText')}
        cancelLabel={t('ui.leaveAsIs')}
        confirmLabel={t('messages.bulk.cancel', { count: waiting })}
      />
    </Screen>
  );
}
