import { Link } from '@remix-run/react';
import {
  ArrowUp,
  Check,
  CloudDownload,
  CloudOff,
  HardDrive,
  RefreshCw,
  TabletSmartphone,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useSyncStatus } from '../database/use-sync-status';
import { useWaitingFiles } from '../database/waiting-bytes/waiting-now';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { classNames } from '../ui/class-names';
import { useNowMs } from '../ui/use-now';
import styles from './sync-chip.module.css';
import hidden from '../ui/visually-hidden.module.css';
import { syncWords, type ChipIcon } from './sync-words';

const ICONS: Readonly<Record<ChipIcon, LucideIcon>> = {
  opening: TabletSmartphone,
  full: HardDrive,
  offline: CloudOff,
  attention: TriangleAlert,
  update: RefreshCw,
  device: TabletSmartphone,
  sending: ArrowUp,
  first: CloudDownload,
  office: Check,
};
const URGENT: readonly ChipIcon[] = ['full', 'offline', 'attention', 'update'];

/** Where this device's work is, on every screen; leads to the outbox. */
export function SyncChip() {
  const t = useText();
  const formats = useFormats();
  const status = useSyncStatus();
  // Without the office nothing else draws it anew: hours later it would say that this was just now.
  const nowMs = useNowMs();
  const { waiting: files } = useWaitingFiles();
  const { icon, tone, parts, attention } = syncWords(status, files);
  const Icon = ICONS[icon];
  const state = parts.map(({ key, values }) => t(key, values)).join(' · ');
  const decisions = attention === 0 ? '' : t('shell.sync.attention', { refused: attention });
  const words = decisions === '' ? state : `${state} · ${decisions}`;
  const lastSync =
    status.lastSyncAt === null
      ? t('shell.sync.never')
      : t('shell.sync.last', {
          when: formats.relativeTime(status.lastSyncAt, nowMs),
        });
  return (
    <>
      <Link
        to="/outbox"
        className={styles.target}
        title={decisions === '' ? lastSync : `${decisions}. ${lastSync}`}
        data-sync={icon}
        data-synced-at={status.lastSyncAt ?? undefined}
        aria-label={t('shell.sync.label', { words, lastSync })}
      >
        <span className={classNames(styles.chip, styles[tone])}>
          <Icon size={16} strokeWidth={2.25} aria-hidden="true" />
          <span className={styles.long}>{state}</span>
          <span className={styles.short}>{parts.map(({ key, values }) => t(`${key}.short`, values)).join(' · ')}</span>
          {attention > 0 && (
            <span className={styles.attention}>
              <TriangleAlert size={14} strokeWidth={2.25} aria-hidden="true" />
              {t('shell.sync.attention.count', { refused: attention })}
            </span>
          )}
        </span>
      </Link>
      <span role="status" className={hidden.visuallyHidden}>
        {URGENT.includes(icon) || attention > 0 ? words : ''}
      </span>
    </>
  );
}
