import { HardDrive } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Row } from '../../ui/panel';
import { showToast } from '../../ui/toast';
import { sizeParts } from './byte-size';

type Storage = { usedBytes: number | null; freeBytes: number | null; isPersisted: boolean };

/** How much of the device the records take, and whether the browser promised to keep them. */
export function StorageRow() {
  const t = useText();
  const { locale } = useFormats();
  const [storage, setStorage] = useState<Storage | null>(null);
  const look = useCallback(async () => setStorage(await readStorage()), []);
  useEffect(() => { void look(); }, [look]);

  const size = (bytes: number) => {
    const { value, unit } = sizeParts(bytes);
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
  };
  const keep = async () => {
    const isKept = await navigator.storage.persist().catch(() => false);
    if (!isKept) showToast({ text: t('settings.storage.keepRefused'), tone: 'attention' });
    await look();
  };

  const { usedBytes, freeBytes, isPersisted } = storage ?? { usedBytes: null, freeBytes: null, isPersisted: true };
  const used = usedBytes === null || freeBytes === null ? t('settings.storage.unknown') : t('settings.storage.used', { used: size(usedBytes), free: size(freeBytes) });
  return (
    <Row
      icon={<HardDrive {...iconSize.row} />} title={t('settings.storage')}
      detail={storage === null ? ' ' : `${used}. ${t(isPersisted ? 'settings.storage.kept' : 'settings.storage.notKept')}`}
      after={!isPersisted && <Button onPress={() => void keep()}>{t('settings.storage.keep')}</Button>}
    />
  );
}

async function readStorage(): Promise<Storage> {
  try {
    const [{ usage, quota }, isPersisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
    return { usedBytes: usage ?? null, freeBytes: usage === undefined || quota === undefined ? null : Math.max(0, quota - usage), isPersisted };
  } catch {
    return { usedBytes: null, freeBytes: null, isPersisted: false };
  }
}
