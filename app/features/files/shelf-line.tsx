import { HardDrive } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { readStorageRoom, type StorageRoom } from '../../shell/storage-room';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import styles from './files.module.css';
import { SHELF_BYTES } from './plan-shelf';
import { onShelf, readShelf, shelfNow, takeOff } from './shelf';

/** What stays readable offline on this device, how much of it there may be, and how much room the device has. */
export function ShelfLine() {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const shelf = useSyncExternalStore(onShelf, shelfNow, shelfNow);
  const [room, setRoom] = useState<StorageRoom | null>(null);
  useEffect(() => {
    // Nothing is said of a store that cannot be read.
    readShelf(me.memberId).catch(() => undefined);
  }, [me.memberId]);
  useEffect(() => {
    let isLeft = false;
    void readStorageRoom().then((found) => isLeft || setRoom(found));
    return () => {
      isLeft = true;
    };
  }, [shelf]);
  const loose = shelf.filter(({ isPinned }) => !isPinned);
  return (
    <div className={styles.shelf}>
      <HardDrive {...iconSize.small} />
      <p>
        {t('files.shelf', {
          count: shelf.length,
          used: formats.bytes(shelf.reduce((sum, { size }) => sum + size, 0)),
          limit: formats.bytes(SHELF_BYTES),
        })}{' '}
        {room === null || room.freeBytes === null ? '' : t('files.shelf.room', { free: formats.bytes(room.freeBytes) })}
      </p>
      {loose.length > 0 && (
        <Button
          variant="quiet"
          onPress={() =>
            void takeOff(
              me.memberId,
              loose.map(({ fileId }) => fileId),
            )
          }
        >
          {t('files.shelf.clear')}
        </Button>
      )}
    </div>
  );
}
