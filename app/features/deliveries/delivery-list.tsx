import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import type { DeliveryReason, DeliveryState } from '../../../sync/rules/delivery';
import { api, errorText } from '../../api/client';
import { useAct } from '../../api/use-act';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Attention } from '../../ui/attention';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { ALL, FILTER_CHANNELS, FILTER_PURPOSES, FILTER_REASONS, FILTER_STATES } from './delivery-words';
import { DeliveryItem, type Decision } from './delivery-item';
import styles from './deliveries.module.css';
import { useDeliveries, type DeliveryFilter } from './use-deliveries';

const NO_FILTER: DeliveryFilter = { state: null, reason: null, channel: null, purpose: null };

/** Every delivery, newest first: what became of it, and what only a person can decide. */
export function DeliveryList() {
  const t = useText();
  const [filter, setFilter] = useState(NO_FILTER);
  const { rows, undecided, error, hasMore, more, reload } = useDeliveries(filter);
  const [asked, setAsked] = useState<{ id: string; decision: Decision } | null>(null);
  const { isPending, act } = useAct();

  const decide = async () => {
    if (asked === null) return;
    await act(async () => {
      await api.deliveries.decide.mutate(asked);
      return t(`deliveries.decided.${asked.decision}`);
    });
    setAsked(null);
    reload();
  };
  const options = (family: 'state' | 'reason' | 'channel' | 'purpose', ids: readonly string[]) => [
    { id: ALL, label: t('deliveries.filter.all') },
    ...ids.map((id) => ({ id, label: t(`deliveries.${family}.${id}`) })),
  ];
  const chosen = <K extends keyof DeliveryFilter>(key: K) => ({
    value: filter[key] ?? ALL,
    onChange: (id: string) => setFilter({ ...filter, [key]: id === ALL ? null : id }),
  });

  return (
    <>
      <Stack>
        {undecided > 0 && (
          <Attention icon={CircleHelp} title={t('deliveries.undecided', { count: undecided })}>
            {filter.state !== 'unknown' && (
              <Button onPress={() => setFilter({ ...NO_FILTER, state: 'unknown' })}>
                {t('deliveries.undecided.show')}
              </Button>
            )}
          </Attention>
        )}
        <div className={styles.filters}>
          <Select label={t('deliveries.filter.state')} options={options('state', FILTER_STATES)} {...chosen('state')} />
          <Select
            label={t('deliveries.filter.reason')}
            options={options('reason', FILTER_REASONS)}
            {...chosen('reason')}
          />
          <Select
            label={t('deliveries.filter.channel')}
            options={options('channel', FILTER_CHANNELS)}
            {...chosen('channel')}
          />
          <Select
            label={t('deliveries.filter.purpose')}
            options={options('purpose', FILTER_PURPOSES)}
            {...chosen('purpose')}
          />
        </div>
        {rows === undefined && error === undefined && <Skeleton rows={6} />}
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {rows?.length === 0 && (
          <EmptyState illustration="search" title={t('deliveries.none')}>
            {t('deliveries.noneText')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && (
          <Panel isFlush>
            {rows.map((row) => (
              <DeliveryItem
                key={row.id}
                row={{ ...row, state: row.state as DeliveryState, reason: row.reason as DeliveryReason }}
                onDecide={(decision) => setAsked({ id: row.id, decision })}
              />
            ))}
          </Panel>
        )}
        {hasMore && <Button onPress={more}>{t('deliveries.more')}</Button>}
      </Stack>
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        tone={asked?.decision === 'assume' ? 'primary' : 'danger'}
        isPending={isPending}
        onConfirm={() => void decide()}
        title={asked === null ? '' : t(`deliveries.ask.${asked.decision}.title`)}
        message={asked === null ? '' : t(`deliveries.ask.${asked.decision}.text`)}
        cancelLabel={asked?.decision === 'cancel' ? t('ui.leaveAsIs') : undefined}
        confirmLabel={asked === null ? '' : t(`deliveries.decision.${asked.decision}`)}
      />
    </>
  );
}
