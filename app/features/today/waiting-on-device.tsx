import { CircleAlert, GitCompareArrows, TabletSmartphone } from 'lucide-react';
import type { SyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Panel, Row } from '../../ui/panel';
import { useNowMs } from '../../ui/use-now';
import styles from './waiting-on-device.module.css';

/** What has not reached the office, and only then: on a good day there is nothing here. */
export function WaitingOnDevice({ status }: { status: SyncStatus }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { waiting, refused, conflicted, lastSyncAt } = status;
  if (waiting + refused + conflicted === 0) return null;
  const lastSync =
    lastSyncAt === null
      ? t('shell.sync.never')
      : t('shell.sync.last', { when: formats.relativeTime(lastSyncAt, nowMs) });
  return (
    <Panel isFlush title={t('today.waiting.title')}>
      {refused > 0 && (
        <Row
          href="/outbox"
          icon={<CircleAlert {...iconSize.row} className={styles.refused} />}
          title={<strong className={styles.refused}>{t('today.waiting.refused', { count: refused })}</strong>}
          detail={t('today.waiting.refusedDetail')}
        />
      )}
      {conflicted > 0 && (
        <Row
          href="/outbox"
          icon={<GitCompareArrows {...iconSize.row} className={styles.refused} />}
          title={<strong className={styles.refused}>{t('today.waiting.conflicted', { count: conflicted })}</strong>}
          detail={t('today.waiting.conflictedDetail')}
        />
      )}
      {waiting > 0 && (
        <Row
          href="/outbox"
          icon={<TabletSmartphone {...iconSize.row} className={styles.waiting} />}
          title={t('today.waiting.waiting', { count: waiting })}
          detail={lastSync}
        />
      )}
    </Panel>
  );
}
