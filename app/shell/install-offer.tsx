import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useSyncStatus } from '../database/use-sync-status';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { useInstallWay } from './install';
import { InstallButton } from './install-app';
import { Notice } from './notice';
import { isSafeMoment } from './safe-moment';

const DISMISSED_KEY = 'saha-install-dismissed';

function wasDismissed(): boolean {
  try {
    return localStorage.getItem(DISMISSED_KEY) !== null;
  } catch {
    return true;
  }
}

/**
 * Offers to install, once, after the person has written the first thing of their own; never before, and never beside a
 * form. Settings keep the way open.
 */
export function useInstallOffer(): ReactElement | null {
  const t = useText();
  const way = useInstallWay();
  const { waiting } = useSyncStatus();
  const before = useRef(waiting);
  const [hasWritten, setHasWritten] = useState(false);
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (waiting > before.current) setHasWritten(true);
    before.current = waiting;
  }, [waiting]);
  const isOffered = hasWritten && !isShown && (way === 'prompt' || way === 'share-menu') && !wasDismissed();
  useEffect(() => {
    if (!isOffered) return;
    const look = setInterval(() => {
      if (isSafeMoment() && document.querySelector('main form') === null) setIsShown(true);
    }, 3_000);
    return () => clearInterval(look);
  }, [isOffered]);
  if (!isShown || (way !== 'prompt' && way !== 'share-menu')) return null;
  const dismiss = () => {
    setIsShown(false);
    setHasWritten(false);
    localStorage.setItem(DISMISSED_KEY, new Date().toISOString());
  };
  return (
    <Notice title={t('shell.install.title')} text={t('shell.install.why')}>
      <Button variant="quiet" onPress={dismiss}>
        {t('shell.install.notNow')}
      </Button>
      <InstallButton />
    </Notice>
  );
}
