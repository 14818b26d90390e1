import { useCallback, useState } from 'react';
import type { DeliveryState } from '../../../sync/rules/delivery';
import { api, errorText } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Stack } from '../../shell/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { Segmented } from '../../ui/segmented';
import { Skeleton } from '../../ui/skeleton';
import { isUnreached, useFateWords } from '../appointments/reminders/reminder-words';
import { channelIcon, reasonOn, stateOn, toneOf } from './delivery-words';

type Page = Awaited<ReturnType<typeof api.reminders.list.query>>;
type Listed = Page['fates'][number];
const rowsOf = (page: Page) => page.fates;

/** What became of every reminder; those that never left are no deliveries and stand nowhere else of the office. */
export function ReminderList() {
  const t = useText();
  const [shown, setShown] = useState<'all' | 'unsent'>('all');
  const ask = useCallback(
    (cursor: string | null) => api.reminders.list.query({ isUnsentOnly: shown === 'unsent', cursor }),
    [shown],
  );
  const { rows, error, hasMore, more, reload } = usePages(ask, rowsOf);
  return (
    <Stack>
      <Segmented
        label={t('deliveries.filter.state')}
        value={shown}
        onChange={setShown}
        options={[
          { id: 'all', label: t('deliveries.filter.all') },
          { id: 'unsent', label: t('deliveries.reminders.unsentOnly') },
        ]}
      />
      {error !== undefined && (
        <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
      )}
      {rows === undefined && error === undefined && <Skeleton rows={6} />}
      {rows?.length === 0 && (
        <EmptyState illustration="field" title={t('deliveries.reminders.none')}>
          {t('deliveries.reminders.noneText')}
        </EmptyState>
      )}
      {rows !== undefined && rows.length > 0 && (
        <Panel isFlush>
          {rows.map((row) => (
            <Item key={row.id} row={row} />
          ))}
        </Panel>
      )}
      {hasMore && <Button onPress={more}>{t('deliveries.more')}</Button>}
    </Stack>
  );
}

function Item({ row }: { row: Listed }) {
  const t = useText();
  const formats = useFormats();
  const { what, why } = useFateWords();
  const { customerId, customerName, channel, startsAt, state, reason, deliveryState, deliveryReason } = row;
  const Icon = channelIcon(channel);
  const hasLeft = state === 'handed' || state === 'done';
  return (
    <Row
      href={`/customers/${customerId}?tab=messages`}
      icon={<Icon {...iconSize.row} />}
      title={`${customerName} · ${formats.weekdayTime(startsAt)}`}
      detail={
        <Particulars
          texts={[
            what(row),
            hasLeft
              ? deliveryReason === ''
                ? ''
                : t(`deliveries.reason.${reasonOn(channel, deliveryReason)}`)
              : why(row),
          ]}
        />
      }
      after={
        hasLeft ? (
          <Badge tone={toneOf((deliveryState || 'queued') as DeliveryState)}>
            {t(`deliveries.state.${stateOn(channel, deliveryState || 'queued')}`)}
          </Badge>
        ) : (
          <Badge tone={isUnreached(reason) ? 'brick' : 'neutral'}>{t('deliveries.reminders.unsent')}</Badge>
        )
      }
    />
  );
}
