import { useState } from 'react';
import { CHANNELS, type Channel } from '../../../sync/rules/address';
import { SUPPRESSION_REASONS, type SuppressionReason } from '../../../sync/rules/consent';
import { api, errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { Screen, Stack } from '../../shell/screen';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { SearchField } from '../../ui/search-field';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { BlockDialog } from './block-dialog';
import { LiftDialog } from './lift-dialog';
import { SuppressionItem } from './suppression-item';
import styles from './suppressions-screen.module.css';
import { useSuppressions } from './use-suppressions';

const ALL = 'all';

/**
 * Who may not be written to, whatever the customer list says; found by a whole address, for addresses are kept nowhere.
 */
export default function SuppressionsScreen() {
  const t = useText();
  const [address, setAddress] = useState('');
  const [channel, setChannel] = useState<Channel | null>(null);
  const [reason, setReason] = useState<SuppressionReason | null>(null);
  const [isBlocking, setBlocking] = useState(false);
  const [lifted, setLifted] = useState<Channel | null>(null);
  const { rows, error, hasMore, more, reload } = useSuppressions({ address: address.trim(), channel, reason });
  const isSought = address.trim() !== '' || channel !== null || reason !== null;
  const any = { id: ALL, label: t('deliveries.filter.all') };
  return (
    <Screen title={t('suppressions.title')} back="/more">
      <Stack>
        <p className={styles.lead}>{t('suppressions.lead')}</p>
        <div className={styles.filters}>
          <SearchField label={t('suppressions.search')} value={address} onChange={setAddress} />
          <Select
            label={t('deliveries.filter.channel')}
            value={channel ?? ALL}
            onChange={(id) => setChannel(CHANNELS.find((one) => one === id) ?? null)}
            options={[any, ...CHANNELS.map((id) => ({ id, label: t(`consents.channel.${id}`) }))]}
          />
          <Select
            label={t('deliveries.filter.reason')}
            value={reason ?? ALL}
            onChange={(id) => setReason(SUPPRESSION_REASONS.find((one) => one === id) ?? null)}
            options={[any, ...SUPPRESSION_REASONS.map((id) => ({ id, label: t(`consents.reach.no.${id}`) }))]}
          />
        </div>
        <div>
          <Button onPress={() => setBlocking(true)}>{t('suppressions.block')}</Button>
        </div>
        {rows === undefined && error === undefined && <Skeleton rows={6} />}
        {error !== undefined && (
          <EmptyState title={t(errorText(error))} action={<Button onPress={reload}>{t('system.again')}</Button>} />
        )}
        {rows?.length === 0 && (
          <EmptyState illustration="search" title={t(isSought ? 'suppressions.none' : 'suppressions.empty')}>
            {t(isSought ? 'suppressions.noneText' : 'suppressions.emptyText')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && (
          <Panel isFlush>
            {rows.map((row) => (
              <SuppressionItem
                key={`${row.addressKey} ${row.channel} ${row.reason}`}
                row={row}
                onLift={() => setLifted(row.channel as Channel)}
              />
            ))}
          </Panel>
        )}
        {hasMore && <Button onPress={more}>{t('deliveries.more')}</Button>}
      </Stack>
      {isBlocking && (
        <BlockDialog
          address={address.trim()}
          onClose={(isDone) => {
            setBlocking(false);
            if (isDone) reload();
          }}
          onBlock={(blocked) => api.suppressions.add.mutate(blocked)}
        />
      )}
      {lifted !== null && (
        <LiftDialog
          address={address.trim()}
          channel={lifted}
          onClose={(isDone) => {
            setLifted(null);
            if (isDone) reload();
          }}
        />
      )}
    </Screen>
  );
}
