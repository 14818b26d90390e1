import { Link } from '@remix-run/react';
import { CloudOff, HardDrive, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useDatabase } from '../database/database-context';
import { forgetBelowDeleted } from '../database/below-deleted';
import { forgetLoss } from '../database/lost-work';
import { useSyncStatus, type SyncStatus } from '../database/use-sync-status';
import { useText } from '../i18n/use-text';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import styles from './offline-strip.module.css';

const ICONS = {
  lost: TriangleAlert,
  belowDeleted: TriangleAlert,
  full: HardDrive,
  offline: CloudOff,
  new: CloudOff,
} as const;
type Trouble = keyof typeof ICONS;

/** What to say, worst first. Nothing is called safe on a device that has never held anything, or lost it. */
export function troubleOf({
  lost,
  belowDeleted,
  isStoreFull,
  connection,
  lastSyncAt,
  waiting,
}: SyncStatus): Trouble | null {
  if (lost > 0) return 'lost';
  if (isStoreFull) return 'full';
  if (belowDeleted.length > 0) return 'belowDeleted';
  if (connection !== 'offline') return null;
  return lastSyncAt === null && waiting === 0 ? 'new' : 'offline';
}

/**
 * Says once per stretch without the office, or without room, that what was saved is kept; and what was lost. The chip
 * goes on saying so in a word. Null where there is nothing to say, or it was closed.
 */
export function useOfflineStrip(): ReactElement | null {
  const t = useText();
  const { me, status: store } = useDatabase();
  const status = useSyncStatus();
  const trouble = troubleOf(status);
  const [closed, setClosed] = useState<Trouble | null>(null);
  useEffect(() => setClosed(null), [trouble]);
  if (trouble === null || closed === trouble) return null;
  const Icon = ICONS[trouble];
  const close = () => {
    if (trouble === 'lost') {
      forgetLoss(me.memberId);
      store.update({ lost: 0 });
    } else if (trouble === 'belowDeleted') {
      forgetBelowDeleted(me.memberId);
      store.update({ belowDeleted: [] });
    } else setClosed(trouble);
  };
  const words = {
    lost: () => t('shell.lost', { count: status.lost }),
    belowDeleted: () => (
      <>
        {t('shell.belowDeleted')}{' '}
        <Link to={`/customers/${status.belowDeleted[0]}`}>{t('shell.belowDeleted.open')}</Link>
      </>
    ),
    full: () => t('shell.full'),
    offline: () => t('shell.offline'),
    new: () => t('shell.offlineNew'),
  };
  return (
    <div
      className={styles.strip}
      data-trouble={trouble}
      role={trouble === 'lost' || trouble === 'belowDeleted' ? 'alert' : undefined}
    >
      <Icon {...iconSize.row} />
      <p className={styles.words}>{words[trouble]()}</p>
      <IconButton label={t('ui.close')} icon={<X {...iconSize.row} />} className={styles.close} onPress={close} />
    </div>
  );
}
