import type { DeliveryReason, DeliveryState } from '../../../sync/rules/delivery';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Row } from '../../ui/panel';
import { Particulars } from '../../ui/particulars';
import { channelIcon, reasonOn, stateOn, toneOf } from './delivery-words';
import styles from './deliveries.module.css';
import type { DeliveryRow } from './use-deliveries';

export type Decision = 'assume' | 'again' | 'cancel';

/** One delivery: to whom, what about, where it stands and why. */
export function DeliveryItem({
  row,
  onDecide,
}: {
  row: DeliveryRow & { state: DeliveryState; reason: DeliveryReason };
  onDecide: (decision: Decision) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const Icon = channelIcon(row.channel);
  const who = row.customerName !== '' ? row.customerName : row.to !== '' ? row.to : t('deliveries.nobody');
  return (
    <Row
      icon={<Icon {...iconSize.row} />}
      title={row.subject === '' ? who : `${who} · ${row.subject}`}
      detail={
        <Particulars
          texts={[
            t(`deliveries.purpose.${row.purpose}`),
            t(`deliveries.channel.${row.channel}`),
            formats.dateTime(row.settledAt ?? row.sentAt ?? row.claimedAt ?? row.createdAt),
            ...(row.reason === '' ? [] : [t(`deliveries.reason.${reasonOn(row.channel, row.reason)}`)]),
          ]}
        />
      }
      after={
        <span className={styles.after}>
          <Badge tone={toneOf(row.state)}>{t(`deliveries.state.${stateOn(row.channel, row.state)}`)}</Badge>
          {row.state === 'unknown' && (
            <>
              <Button onPress={() => onDecide('assume')}>{t('deliveries.decision.assume')}</Button>
              {row.to !== '' && (
                <Button variant="quiet" onPress={() => onDecide('again')}>
                  {t('deliveries.decision.again')}
                </Button>
              )}
            </>
          )}
          {row.state === 'queued' && (
            <Button variant="quiet" onPress={() => onDecide('cancel')}>
              {t('deliveries.decision.cancel')}
            </Button>
          )}
        </span>
      }
    />
  );
}
