import { DELIVERY_STATES, type DeliveryState } from '../../../sync/rules/delivery';
import type { api } from '../../api/client';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Particulars } from '../../ui/particulars';
import { reasonOn, stateOn, toneOf } from './delivery-words';
import styles from './deliveries.module.css';

export type Bulk = Awaited<ReturnType<typeof api.bulks.list.query>>['bulks'][number];

/** Who sent it, when, how, and to how many. */
export function BulkAbout({ bulk: { channel, createdBy, createdAt, cancelledAt, sums } }: { bulk: Bulk }) {
  const t = useText();
  const formats = useFormats();
  const count = sums.reduce((all, one) => all + one.count, 0);
  return (
    <Particulars
      texts={[
        t('deliveries.bulks.count', { count }),
        t(`deliveries.channel.${channel}`),
        createdBy,
        formats.dateTime(createdAt),
        cancelledAt === null ? '' : t('deliveries.bulks.cancelled'),
      ]}
    />
  );
}

/** How many stand where. */
export function BulkSums({ bulk: { sums, channel } }: { bulk: Bulk }) {
  const t = useText();
  const formats = useFormats();
  const byState = DELIVERY_STATES.map((state: DeliveryState) => ({
    state,
    count: sums.reduce((all, one) => all + (one.state === state ? one.count : 0), 0),
  }));
  return (
    <span className={styles.after}>
      {byState
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => (
          <Badge key={state} tone={toneOf(state)}>
            {t(`deliveries.state.${stateOn(channel, state)}`)} {formats.number(count)}
          </Badge>
        ))}
    </span>
  );
}

/** Why some did not get it, with how many. */
export function BulkReasons({ bulk: { sums, channel } }: { bulk: Bulk }) {
  const t = useText();
  const formats = useFormats();
  const reasons = new Map<string, number>();
  for (const { reason, count } of sums)
    if (reason !== '' && reason !== 'waited_long') reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return reasons.size === 0 ? null : (
    <ul className={styles.reasons}>
      {[...reasons].map(([reason, count]) => (
        <li key={reason}>
          {t(`deliveries.reason.${reasonOn(channel, reason)}`)}: {formats.number(count)}
        </li>
      ))}
    </ul>
  );
}
