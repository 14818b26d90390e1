import { CircleCheck, Download, PlusSquare, Share } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../i18n/use-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { iconSize } from '../ui/icon-size';
import { promptInstall, useInstallWay } from './install';
import styles from './install-app.module.css';

/** For the settings: installs Saha on this device, shows how, or says that it is done. */
export function InstallApp() {
  const t = useText();
  const way = useInstallWay();
  if (way === 'installed')
    return (
      <p className={styles.done}>
        <CircleCheck {...iconSize.row} />
        {t('shell.install.done')}
      </p>
    );
  return (
    <div className={styles.install}>
      <p className={styles.why}>{t(way === 'none' ? 'shell.install.unavailable' : 'shell.install.why')}</p>
      {way !== 'none' && <InstallButton />}
    </div>
  );
}

export function InstallButton() {
  const t = useText();
  const way = useInstallWay();
  const [isShowing, setIsShowing] = useState(false);
  return (
    <>
      <Button
        variant="primary"
        icon={<Download {...iconSize.row} />}
        onPress={() => {
          if (way === 'prompt') void promptInstall();
          else setIsShowing(true);
        }}
      >
        {t('shell.install.action')}
      </Button>
      <Dialog title={t('shell.install.howTitle')} size="small" isOpen={isShowing} onOpenChange={setIsShowing}>
        <ol className={styles.steps}>
          <li>
            <Share {...iconSize.large} />
            <span>{t('shell.install.step1')}</span>
          </li>
          <li>
            <PlusSquare {...iconSize.large} />
            <span>{t('shell.install.step2')}</span>
          </li>
          <li>
            <CircleCheck {...iconSize.large} />
            <span>{t('shell.install.step3')}</span>
          </li>
        </ol>
        <p className={styles.note}>{t('shell.install.separate')}</p>
      </Dialog>
    </>
  );
}
