import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import styles from './deliveries.module.css';

const ask = () => api.deliveries.smsMonths.query();
type SmsMonth = Awaited<ReturnType<typeof ask>>['months'][number];

/** What SMS cost by month, in parts and, where the office said what one costs, in money. */
export function SmsMonths() {
  const t = useText();
  const formats = useFormats();
  const { data: costs, error, reload } = useCall(ask);
  if (error !== undefined)
    return <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />;
  if (costs === undefined) return <Skeleton rows={4} />;
  const { months, pricePerPart } = costs;
  if (months.length === 0)
    return (
      <EmptyState illustration="field" title={t('deliveries.sms.none')}>
        {t('deliveries.sms.noneText')}
      </EmptyState>
    );
  return (
    <Panel title={t('deliveries.sms.title')}>
      <p className={styles.note}>
        {pricePerPart === null
          ? t('deliveries.sms.noPrice')
          : t('deliveries.sms.price', { amount: formats.lira(pricePerPart) })}
      </p>
      <DataTable
        label={t('deliveries.sms.title')}
        density="compact"
        rows={months}
        keyOf={({ month }) => month}
        columns={[
          {
            id: 'month',
            head: t('deliveries.sms.month'),
            cell: ({ month }) => formats.month(`${month}-15T12:00:00.000Z`),
          },
          // Beside the month: on a phone the rest is reached by scrolling.
          ...(pricePerPart === null
            ? []
            : [
                {
                  id: 'cost',
                  head: t('deliveries.sms.cost'),
                  cell: ({ parts }: SmsMonth) => formats.lira(parts * pricePerPart),
                },
              ]),
          ...(['messages', 'parts', 'gsm', 'turkish', 'unicode'] as const).map((id) => ({
            id,
            head: t(`deliveries.sms.${id}`),
            cell: (month: SmsMonth) => formats.number(month[id]),
          })),
        ]}
      />
    </Panel>
  );
}
