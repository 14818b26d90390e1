import { Download } from 'lucide-react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { csvOf } from '../../ui/csv';
import { Fold } from '../../ui/fold';
import { iconSize } from '../../ui/icon-size';
import { saveFile } from '../../ui/save-file';
import { reachWords } from '../consent/reach-words';
import { customerName } from '../customers/customer-name';
import { useSettings } from '../settings/settings-context';
import type { TemplateChannel } from '../templates/use-templates';
import styles from './bulk-dialog.module.css';
import { LEFT_OUT, type BulkPlan, type LeftOut } from './plan-bulk';

/** How many get it, what the first of them reads, and by name who does not and why. */
export function BulkReview({ plan: { leaving, left }, channel }: { plan: BulkPlan; channel: TemplateChannel }) {
  const t = useText();
  const formats = useFormats();
  const { sms } = useSettings();
  const [first] = leaving;
  const parts = leaving.reduce((sum, { smsParts }) => sum + smsParts, 0);
  const saveLeft = () => {
    const head = [t('messages.bulk.leftName'), t('messages.bulk.leftReason'), t('messages.bulk.leftDetail')];
    const lines = LEFT_OUT.flatMap((reason) =>
      left
        .filter((one) => one.reason === reason)
        .map((one) => [customerName(one.customer, t), t(`messages.bulk.why.${reason}`), whyWords(one, channel, t)]),
    );
    const name = `${t('messages.bulk.leftFileName')}.csv`;
    return saveFile(new File([csvOf([head, ...lines])], name, { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <div className={styles.step}>
      <p role="status" className={styles.sum}>
        {t(leaving.length === 0 ? 'messages.bulk.nobody' : 'messages.bulk.leaving', { count: leaving.length })}
      </p>
      {channel === 'sms' && leaving.length > 0 && (
        <p className={styles.lead}>
          {t('messages.bulk.parts', { count: parts })}{' '}
          {sms.pricePerPart !== null && t('messages.bulk.price', { amount: formats.lira(parts * sms.pricePerPart) })}
        </p>
      )}
      {first !== undefined && (
        <section
          aria-label={t('messages.bulk.sample', { name: customerName(first.customer, t) })}
          className={styles.sample}
        >
          <h3 className={styles.small}>{t('messages.bulk.sample', { name: customerName(first.customer, t) })}</h3>
          {first.subject !== '' && <p className={styles.subject}>{first.subject}</p>}
          <p className={styles.body}>{first.body}</p>
          <p className={styles.small}>{t(`messages.bulk.wayOut.${channel}`)}</p>
        </section>
      )}
      {leaving.length > 0 && (
        <Fold className={styles.group} title={t('messages.bulk.who', { count: leaving.length })}>
          <ul>
            {leaving.map(({ customer }) => (
              <li key={customer.id}>{customerName(customer, t)}</li>
            ))}
          </ul>
        </Fold>
      )}
      {left.length > 0 && (
        <section aria-label={t('messages.bulk.left', { count: left.length })} className={styles.left}>
          <div className={styles.leftHead}>
            <h3 className={styles.heading}>{t('messages.bulk.left', { count: left.length })}</h3>
            <Button variant="quiet" icon={<Download {...iconSize.row} />} onPress={() => void saveLeft()}>
              {t('messages.bulk.leftFile')}
            </Button>
          </div>
          {LEFT_OUT.map((reason) => {
            const those = left.filter((one) => one.reason === reason);
            return (
              those.length > 0 && (
                <Fold
                  key={reason}
                  className={styles.group}
                  isOpenAtFirst={those.length <= 5}
                  title={`${t(`messages.bulk.why.${reason}`)} (${formats.number(those.length)})`}
                >
                  <ul>
                    {those.map((one) => (
                      <li key={one.customer.id}>
                        {customerName(one.customer, t)}
                        <Why of={one} channel={channel} />
                      </li>
                    ))}
                  </ul>
                </Fold>
              )
            );
          })}
        </section>
      )}
    </div>
  );
}

/** What the group's heading does not say of this one. */
function Why({ of, channel }: { of: LeftOut; channel: TemplateChannel }) {
  const words = whyWords(of, channel, useText());
  return words === '' ? null : <span className={styles.small}>{words}</span>;
}

function whyWords(
  { customer, reason, missing }: LeftOut,
  channel: TemplateChannel,
  t: ReturnType<typeof useText>,
): string {
  if (reason === 'missing') return missing.map((variable) => t(`templates.variable.${variable}`)).join(', ');
  return reason === 'refused' || reason === 'stopped' ? reachWords(customer.reach, t, channel) : '';
}
