import { api, errorText } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import styles from './deliveries.module.css';

const ask = () => api.deliveries.smsMonths.query();

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
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={styles.scroll} role="region" aria-label={t('deliveries.sms.title')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('deliveries.sms.month')}</th>
              {/* Beside the month: on a phone the rest is reached by scrolling. */}
              {pricePerPart !== null && <th scope="col">{t('deliveries.sms.cost')}</th>}
              <th scope="col">{t('deliveries.sms.messages')}</th>
              <th scope="col">{t('deliveries.sms.parts')}</th>
              <th scope="col">{t('deliveries.sms.gsm')}</th>
              <th scope="col">{t('deliveries.sms.turkish')}</th>
              <th scope="col">{t('deliveries.sms.unicode')}</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, messages, parts, gsm, turkish, unicode }) => (
              <tr key={month}>
                <th scope="row">{formats.month(`${month}-15T12:00:00.000Z`)}</th>
                {pricePerPart !== null && <td>{formats.lira(parts * pricePerPart)}</td>}
                {[messages, parts, gsm, turkish, unicode].map((value, at) => (
                  <td key={at}>{formats.number(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
