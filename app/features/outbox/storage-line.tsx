import { HardDrive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { readStorageRoom, type StorageRoom } from '../../shell/storage-room';
import { iconSize } from '../../ui/icon-size';
import styles from './storage-line.module.css';

/** How much room the records take on this device, and whether the browser may clear them away. */
export function StorageLine() {
  const t = useText();
  const formats = useFormats();
  const [storage, setStorage] = useState<StorageRoom | null>(null);
  useEffect(() => {
    let isGone = false;
    void readStorageRoom().then((room) => {
      if (!isGone) setStorage(room);
    });
    return () => {
      isGone = true;
    };
  }, []);
  if (storage === null || storage.usedBytes === null || storage.freeBytes === null) return null;
  const sizes = { used: formats.bytes(storage.usedBytes), room: formats.bytes(storage.freeBytes) };
  return (
    <p className={styles.line} data-full={storage.isLittle}>
      <HardDrive {...iconSize.small} />
      <span>
        {t(storage.isLittle ? 'outbox.storage.little' : 'outbox.storage.used', sizes)}{' '}
        {t(storage.isKept ? 'outbox.storage.kept' : 'outbox.storage.notKept')}
      </span>
    </p>
  );
}
