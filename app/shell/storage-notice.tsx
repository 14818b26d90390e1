import { useEffect, useState, type ReactElement } from 'react';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { Notice } from './notice';
import { readStorageRoom, type StorageRoom } from './storage-room';

const LOOK_EVERY_MS = 5 * 60_000;

/** Says in time that this device is running out of room; once in a sitting. */
export function useStorageNotice(): ReactElement | null {
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
    <Notice title={t('shell.storage.title')} text={t('shell.storage.text', { free: formats.bytes(room.freeBytes) })}>
      <Button variant="quiet" onPress={() => setIsRead(true)}>
        {t('shell.storage.close')}
      </Button>
    </Notice>
  );
}
