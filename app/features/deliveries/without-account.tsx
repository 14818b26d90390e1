import { Unplug } from 'lucide-react';
import { api } from '../../api/client';
import { useCall } from '../../api/use-call';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import styles from './without-account.module.css';

const ask = () => api.office.sending.query();

/**
 * Says on which channels nothing reaches anybody because the office has no account there: what is listed as delivered
 * was taken by the server itself. Nothing where each has one, or without a connection.
 */
export function WithoutAccount() {
  const t = useText();
  const { data } = useCall(ask);
  // An office of an earlier build does not say.
  const channels = data?.withoutAccount ?? [];
  if (channels.length === 0) return null;
  return (
    <p role="note" className={styles.note}>
      <Unplug {...iconSize.small} />
      <span>
        {t('deliveries.withoutAccount', {
          channels: channels.map((channel) => t(`deliveries.channel.${channel}`)).join(', '),
        })}
      </span>
    </p>
  );
}
