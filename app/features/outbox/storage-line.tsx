import { HardDrive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import styles from './storage-line.module.css';

const MEGABYTE = 1024 * 1024;
/** Below this much room a day's work may not fit. */
const LITTLE_ROOM_MB = 200;

type Storage = { usedMb: number; freeMb: number; isKept: boolean };

/** How much room the records take on this device, and whether the browser may clear them away. */
export function StorageLine() {
  const t = useText();
  const formats = useFormats();
  const [storage, setStorage] = useState<Storage | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      if (navigator.storage === undefined) return;
      const [{ usage = 0, quota = 0 }, isKept] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
      if (!isGone) setStorage({ usedMb: Math.round(usage / MEGABYTE), freeMb: Math.round((quota - usage) / MEGABYTE), isKept });
    };
    read().catch(() => undefined);
    return () => { isGone = true; };
  }, []);
  if (storage === null) return null;
  const room = storage.freeMb >= 1024 ? t('outbox.storage.gigabytes', { amount: Math.floor(storage.freeMb / 1024) }) : t('outbox.storage.megabytes', { amount: storage.freeMb });
  return (
    <p className={styles.line} data-full={storage.freeMb < LITTLE_ROOM_MB}>
      <HardDrive {...iconSize.small} />
      <span>
        {t(storage.freeMb < LITTLE_ROOM_MB ? 'outbox.storage.little' : 'outbox.storage.used', { used: formats.number(storage.usedMb), room })}
        {' '}{t(storage.isKept ? 'outbox.storage.kept' : 'outbox.storage.notKept')}
      </span>
    </p>
  );
}
