import { CircleSlash, ShieldCheck } from 'lucide-react';
import type { SuppressionReason } from '../../../sync/rules/consent';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Row } from '../../ui/panel';
import { canBeLifted } from './reach-words';
import styles from './suppressions-screen.module.css';
import type { SuppressionRow } from './use-suppressions';

/** One block of one address: of whom it is, as far as the reader sees them, and whether it still stands. */
export function SuppressionItem({ row, onLift }: { row: SuppressionRow; onLift: () => void }) {
  const t = useText();
  const formats = useFormats();
  const { channel, reason, since, liftedAt, customers } = row;
  const names = customers.map(({ name }) => name).join(', ');
  const isLiftable = canBeLifted({ state: 'no', reason: reason as SuppressionReason, since });
  return (
    <Row
      isAfterBelow
      title={names === '' ? t('suppressions.nobody') : names}
      detail={t('suppressions.detail', { channel: t(`consents.channel.${channel}`), date: formats.date(since) })}
      after={
        <span className={styles.after}>
          {liftedAt === null ? (
            <Badge tone="brick" icon={<CircleSlash {...iconSize.small} />}>
              {t(`consents.reach.no.${reason}`)}
            </Badge>
          ) : (
            <Badge tone="neutral" icon={<ShieldCheck {...iconSize.small} />}>
              {t('suppressions.lifted', { reason: t(`consents.reach.no.${reason}`), date: formats.date(liftedAt) })}
            </Badge>
          )}
          {liftedAt === null && isLiftable && (
            <Button variant="quiet" aria-label={t('suppressions.liftOf', { name: names })} onPress={onLift}>
              {t('suppressions.lift')}
            </Button>
          )}
        </span>
      }
    />
  );
}
