import { useSearchParams } from '@remix-run/react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Tabs } from '../../ui/tabs';
import { BulkList } from './bulk-list';
import { DeliveryList } from './delivery-list';
import { ReminderList } from './reminder-list';
import { SmsMonths } from './sms-months';
import { WithoutAccount } from './without-account';

/**
 * Everything that left the office or waits to: one by one and what SMS cost for managers, sent to many for everybody.
 */
export default function DeliveriesScreen() {
  const t = useText();
  const { me } = useDatabase();
  const [query, setQuery] = useSearchParams();
  const items =
    me.role === 'agent'
      ? []
      : [
          { id: 'all', label: t('deliveries.view.all'), content: <DeliveryList /> },
          { id: 'reminders', label: t('deliveries.view.reminders'), content: <ReminderList /> },
          { id: 'bulks', label: t('deliveries.view.bulks'), content: <BulkList /> },
          { id: 'sms', label: t('deliveries.view.sms'), content: <SmsMonths /> },
        ];
  const wanted = query.get('view') ?? 'all';
  return (
    <Screen title={t(items.length === 0 ? 'deliveries.own' : 'deliveries.title')} back="/more">
      {items.length === 0 ? (
        <BulkList />
      ) : (
        <Stack>
          <WithoutAccount />
          <Tabs
            label={t('deliveries.title')}
            items={items}
            selected={items.some(({ id }) => id === wanted) ? wanted : 'all'}
            onSelect={(id) => setQuery(id === 'all' ? {} : { view: id }, { replace: true })}
          />
        </Stack>
      )}
    </Screen>
  );
}
