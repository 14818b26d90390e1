import { CloudOff, HardDrive, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSyncStatus } from '../database/use-sync-status';
import { useText } from '../i18n/use-text';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import styles from './offline-strip.module.css';

/**
 * Says once per stretch without the office, or without room, that what was saved is kept. The chip goes on saying so in
 * a word.
 */
export function OfflineStrip() {
  const t = useText();
  const { connection, isStoreFull } = useSyncStatus();
  const trouble = isStoreFull ? 'full' : connection === 'offline' ? 'offline' : null;
  const [closed, setClosed] = useState<typeof trouble>(null);
  useEffect(() => setClosed(null), [trouble]);
  if (trouble === null || closed === trouble) return null;
  const Icon = trouble === 'full' ? HardDrive : CloudOff;
  return (
    <div className={styles.strip} data-trouble={trouble}>
      <Icon {...iconSize.row} />
      <p className={styles.words}>{trouble === 'full' ? t('shell.full') : t('shell.offline')}</p>
      <IconButton
        label={t('ui.close')}
        icon={<X {...iconSize.row} />}
        className={styles.close}
        onPress={() => setClosed(trouble)}
      />
    </div>
  );
}
