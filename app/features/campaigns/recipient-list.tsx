import { useCallback, useEffect, useRef, useState } from 'react';
import { DELIVERY_STATES, type DeliveryReason, type DeliveryState } from '../../../sync/rules/delivery';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { usePages } from '../../api/use-pages';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { toneOf } from '../deliveries/delivery-words';
import { useExport } from './use-export';
import styles from './campaigns.module.css';
import type { ShownCampaign } from './use-campaign';

const ALL = 'all';
const LEFT_OUT = 'left_out';
type Page = Awaited<ReturnType<typeof api.campaigns.recipients.query>>;
const rowsOf = (page: Page) => page.rows;

/** Everybody it was for, one by one: where they stand, why, and since when; and as a table to take away. */
export function RecipientList({ id, name, sums }: { id: string; name: string; sums: ShownCampaign['sums'] }) {
  const t = useText();
  const formats = useFormats();
  const [state, setState] = useState<string>(ALL);
  const [reason, setReason] = useState<string>(ALL);
  const wantedState = (state === ALL ? null : state) as DeliveryState | typeof LEFT_OUT | null;
  const wantedReason = (reason === ALL ? null : reason) as DeliveryReason | null;
  const ask = useCallback(
    (cursor: string | null) => api.campaigns.recipients.query({ id, state: wantedState, reason: wantedReason, cursor }),
    [id, wantedState, wantedReason],
  );
  const { first, rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  // What the sums above say is what is listed; whoever has read on keeps the pages they read.
  const standing = JSON.stringify(sums.recipients);
  const listedAt = useRef(standing);
  const isFirstPage = first?.rows.length === rows?.length;
  useEffect(() => {
    if (listedAt.current === standing || !isFirstPage) return;
    listedAt.current = standing;
    reload();
  }, [standing, isFirstPage, reload]);
  const { isPending, act } = useAct();
  const take = useExport(id, name);
  /** What is taken away is what is listed; without a state chosen, those who were left out as well. */
  const listed = { what: wantedState === LEFT_OUT ? 'leftOut' : (wantedState ?? 'all'), reason: wantedReason } as const;
  const leftOut = sums.leftOut.reduce((all, one) => all + one.count, 0);
  const reasons =
    state === LEFT_OUT ? sums.leftOut : sums.recipients.filter((one) => state === ALL || one.state === state);
  const known = [...new Set(reasons.map((one) => one.reason).filter((one) => one !== ''))];
  const decide = (delivery: string, decision: 'assume' | 'again') =>
    act(async () => {
      await api.deliveries.decide.mutate({ id: delivery, decision });
      reload();
      return t(`deliveries.decided.${decision}`);
    });
  return (
    <Panel
      title={t('campaigns.people')}
      action={
        <span className={styles.buttons}>
          <Button variant="quiet" onPress={reload}>
            {t('deliveries.bulks.refresh')}
          </Button>
          {(['csv', 'xlsx'] as const).map((format) => (
            <Button key={format} isPending={isPending} onPress={() => void act(() => take(listed, format))}>
              {t(`campaigns.export.${format}`)}
            </Button>
          ))}
          <Button
            isPending={isPending}
            onPress={() => void act(() => take({ what: 'notReached', reason: null }, 'xlsx'))}
          >
            {t('campaigns.export.notReached')}
          </Button>
        </span>
      }
      isFlush
    >
      <div className={classNames(styles.choices, styles.above)}>
        <Select
          label={t('deliveries.filter.state')}
          value={state}
          onChange={(one) => {
            setState(one);
            setReason(ALL);
          }}
          options={[
            { id: ALL, label: t('deliveries.filter.all') },
            ...DELIVERY_STATES.map((one) => ({ id: one as string, label: t(`deliveries.state.${one}`) })),
            { id: LEFT_OUT, label: t('campaigns.leftOut', { count: leftOut }) },
          ]}
        />
        <Select
          label={t('deliveries.filter.reason')}
          value={reason}
          onChange={setReason}
          options={[
            { id: ALL, label: t('deliveries.filter.all') },
            ...known.map((one) => ({ id: one, label: t(`deliveries.reason.${one}`) })),
          ]}
        />
      </div>
      {error !== undefined && (
        <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
      )}
      {rows === undefined && error === undefined && <Skeleton rows={5} />}
      {rows?.length === 0 && <Row title={t('campaigns.nobody')} />}
      {rows?.map((row) => (
        <Row
          key={row.id}
          {...(row.customerId === null || row.state === 'unknown' ? {} : { href: `/customers/${row.customerId}` })}
          title={row.customerName || row.to || t('deliveries.bulks.outOfScope')}
          detail={
            <Particulars
              texts={[
                row.customerName === '' ? '' : row.to,
                row.reason === '' ? '' : t(`deliveries.reason.${row.reason}`),
                row.at === null ? '' : formats.dateTime(row.at),
              ]}
            />
          }
          after={
            <span className={styles.counts}>
              <Badge tone={row.state === LEFT_OUT ? 'neutral' : toneOf(row.state as DeliveryState)}>
                {row.state === LEFT_OUT ? t('campaigns.leftOutOne') : t(`deliveries.state.${row.state}`)}
              </Badge>
              {row.state === 'unknown' &&
                (['assume', 'again'] as const).map((decision) => (
                  <Button key={decision} isDisabled={isPending} onPress={() => void decide(row.id, decision)}>
                    {t(`deliveries.decision.${decision}`)}
                  </Button>
                ))}
            </span>
          }
        />
      ))}
      {hasMore && (
        <div className={styles.below}>
          <Button onPress={more}>{t('deliveries.bulks.more')}</Button>
        </div>
      )}
    </Panel>
  );
}
