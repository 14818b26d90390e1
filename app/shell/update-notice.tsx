import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { Notice } from './notice';
import { isSafeMoment } from './safe-moment';
import { applyUpdate, isUpdateReady, startUpdates, subscribeToUpdates } from './updates';

const REMIND_AFTER_MS = 60 * 60_000;

/** Offers the new version at a moment that interrupts nothing. */
export function useUpdateNotice(): ReactElement | null {
  const t = useText();
  const isReady = useSyncExternalStore(subscribeToUpdates, isUpdateReady, () => false);
  const [isShown, setIsShown] = useState(false);
  const [quietUntilMs, setQuietUntilMs] = useState(0);
  const [isPending, setIsPending] = useState(false);
  useEffect(startUpdates, []);
  useEffect(() => {
    if (!isReady || isShown) return;
    const look = setInterval(() => {
      if (Date.now() > quietUntilMs && isSafeMoment()) setIsShown(true);
    }, 1_000);
    return () => clearInterval(look);
  }, [isReady, isShown, quietUntilMs]);
  if (!isReady || !isShown) return null;
  return (
    <Notice title={t('shell.update.title')} text={t('shell.update.text')}>
      <Button
        variant="quiet"
        onPress={() => {
          setIsShown(false);
          setQuietUntilMs(Date.now() + REMIND_AFTER_MS);
        }}
      >
        {t('shell.update.later')}
      </Button>
      <Button
        variant="primary"
        isPending={isPending}
        onPress={() => {
          setIsPending(true);
          void applyUpdate();
        }}
      >
        {t('shell.update.now')}
      </Button>
    </Notice>
  );
}
