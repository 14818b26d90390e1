import { useEffect, useState } from 'react';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import styles from './notice.module.css';
import { readStorageRoom, type StorageRoom } from './storage-room';

const LOOK_EVERY_MS = 5 * 60_000;

/** Says in time that this device is running out of room; once in a sitting. */
export function StorageNotice() {
  const t = useText();
  const formats = useFormats();
  const [room, setRoom] = useState<StorageRoom | null>(null);
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    const look = () => {
      void readStorageRoom().then(setRoom);
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (room === null || !room.isLittle || room.freeBytes === null || isRead) return null;
  return (
    <aside className={styles.notice} aria-label={t('shell.storage.title')}>
      <div role="status">
        <strong className={styles.title}>{t('shell.storage.title')}</strong>
        <p className={styles.text}>{t('shell.storage.text', { free: formats.bytes(room.freeBytes) })}</p>
      </div>
      <div className={styles.actions}>
        <Button variant="quiet" onPress={() => setIsRead(true)}>
          {t('shell.storage.close')}
        </Button>
      </div>
    </aside>
  );
}
