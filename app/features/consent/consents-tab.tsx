import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Channel } from '../../../sync/rules/address';
import type { StoredCustomer } from '../../database/saha-database';
import { useReceiving } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { usePhoneWords } from '../customers/use-phone-words';
import { useMembers } from '../members/use-members';
import { ConsentEntry } from './consent-entry';
import styles from './consents-tab.module.css';
import { canBeLifted, reachIcon, reachMeaning, reachTone, reachWords } from './reach-words';
import { useConsentsOf, useReach, type ChannelReach } from './use-reach';

const CaptureDialog = lazy(() => import('./capture-dialog'));
const WithdrawDialog = lazy(() => import('./withdraw-dialog'));

type Open = { kind: 'capture' } | { kind: 'withdraw'; channel: Channel };

/** What may be sent to this customer and why, and everything that was ever said about it. */
export function ConsentsTab({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const { byId } = useMembers();
  const { isReceiving, text } = useReceiving();
  const reaches = useReach(customer);
  const said = useConsentsOf(customer.id);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const reachable = reaches.filter(({ address }) => address !== '');
  const canAsk = reachable.some(({ reach }) => reach?.state !== 'given' && canBeLifted(reach));
  return (
    <div className={styles.tab}>
      <Panel
        title={t('consents.stands')}
        isFlush
        action={
          canAsk && (
            <Button variant="quiet" icon={<Plus {...iconSize.small} />} onPress={() => setOpen({ kind: 'capture' })}>
              {t('consents.ask')}
            </Button>
          )
        }
      >
        {reachable.length === 0 ? (
          <p className={styles.none}>{t('consents.noAddress')}</p>
        ) : (
          reachable.map((one) => (
            <ChannelRow
              key={one.channel}
              of={one}
              onWithdraw={() => setOpen({ kind: 'withdraw', channel: one.channel })}
            />
          ))
        )}
      </Panel>
      <Panel title={t('consents.said')}>
        {said === undefined ? (
          <Skeleton rows={2} />
        ) : said.length === 0 ? (
          <p className={styles.none}>{isReceiving ? t(text) : t('consents.saidNothing')}</p>
        ) : (
          <ul className={styles.said}>
            {[...said].reverse().map((consent) => (
              <li key={consent.id}>
                <ConsentEntry
                  consent={consent}
                  recorderName={byId.get(consent.recordedBy)?.fullName ?? ''}
                  isWhole
                  when="date"
                />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Suspense fallback={null}>
        {open?.kind === 'capture' && <CaptureDialog customer={customer} reaches={reachable} onClose={close} />}
        {open?.kind === 'withdraw' && <WithdrawDialog customer={customer} channel={open.channel} onClose={close} />}
      </Suspense>
    </div>
  );
}

function ChannelRow({ of, onWithdraw }: { of: ChannelReach; onWithdraw: () => void }) {
  const t = useText();
  const formats = useFormats();
  const phoneWords = usePhoneWords();
  const { channel, address, reach } = of;
  const Icon = reachIcon(reach);
  const name = t(`consents.channel.${channel}`);
  return (
    <Row
      isAfterBelow
      title={`${name} · ${channel === 'email' ? address : phoneWords(address)}`}
      detail={
        <>
          {reachMeaning(reach, t)}
          {reach !== null && ` ${t('consents.since', { date: formats.date(reach.since) })}`}
        </>
      }
      after={
        <span className={styles.after}>
          <Badge tone={reachTone(reach)} icon={<Icon {...iconSize.small} />}>
            {reachWords(reach, t, channel)}
          </Badge>
          {reach?.state !== 'no' && (
            <Button variant="quiet" aria-label={t('consents.withdrawOf', { channel: name })} onPress={onWithdraw}>
              {t('consents.withdraw')}
            </Button>
          )}
        </span>
      }
    />
  );
}
