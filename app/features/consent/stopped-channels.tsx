import { CircleSlash } from 'lucide-react';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { iconSize } from '../../ui/icon-size';
import { isStopped, reachWords } from './reach-words';
import styles from './stopped-channels.module.css';
import { useReach } from './use-reach';

/** Channels on which nothing at all reaches this customer: said on the card, before somebody writes. */
export function StoppedChannels({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const stopped = useReach(customer).filter(({ reach }) => isStopped(reach));
  if (stopped.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('consents.stopped')}>
      {stopped.map(({ channel, reach }) => (
        <li key={channel}>
          <Badge tone="brick" icon={<CircleSlash {...iconSize.small} />}>
            {t('consents.stoppedChannel', {
              channel: t(`consents.channel.${channel}`),
              reason: reachWords(reach, t, channel),
            })}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
