import { CloudOff, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSyncStatus } from '../database/use-sync-status';
import { useText } from '../i18n/use-text';
import { IconButton } from '../ui/icon-button';
import { iconSize } from '../ui/icon-size';
import styles from './offline-strip.module.css';

/** Says once per stretch without the office that work goes on and is kept. The chip goes on saying so in one word. */
export function OfflineStrip() {
  const t = useText();
  const { connection } = useSyncStatus();
  const [isClosed, setIsClosed] = useState(false);
  useEffect(() => {
    if (connection === 'online') setIsClosed(false);
  }, [connection]);
  if (connection === 'online' || isClosed) return null;
  return (
    <div className={styles.strip}>
      <CloudOff {...iconSize.row} />
      <p className={styles.words}>{t('shell.offline')}</p>
      <IconButton label={t('ui.close')} icon={<X {...iconSize.row} />} className={styles.close} onPress={() => setIsClosed(true)} />
    </div>
  );
}
