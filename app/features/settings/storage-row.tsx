import { HardDrive } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Row } from '../../ui/panel';
import { readStorageRoom, type StorageRoom } from '../../shell/storage-room';
import { showToast } from '../../ui/toast';

/** How much of the device the records take, and whether the browser promised to keep them. */
export function StorageRow() {
  const t = useText();
  const formats = useFormats();
  const [storage, setStorage] = useState<StorageRoom | null>(null);
  const look = useCallback(async () => setStorage(await readStorageRoom()), []);
  useEffect(() => {
    void look();
  }, [look]);

  const keep = async () => {
    const isAllowed = await navigator.storage.persist().catch(() => false);
    if (!isAllowed) showToast({ text: t('settings.storage.keepRefused'), tone: 'attention' });
    await look();
  };

  const { usedBytes, freeBytes, isKept } = storage ?? { usedBytes: null, freeBytes: null, isKept: true };
  const used =
    usedBytes === null || freeBytes === null
      ? t('settings.storage.unknown')
      : t('settings.storage.used', { used: formats.bytes(usedBytes), free: formats.bytes(freeBytes) });
  return (
    <Row
      icon={<HardDrive {...iconSize.row} />}
      title={t('settings.storage')}
      detail={storage === null ? ' ' : `${used}. ${t(isKept ? 'settings.storage.kept' : 'settings.storage.notKept')}`}
      after={!isKept && <Button onPress={() => void keep()}>{t('settings.storage.keep')}</Button>}
    />
  );
}
