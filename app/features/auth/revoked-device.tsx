import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Logo } from '../../ui/logo';
import styles from './session-ended.module.css';
import { wipeDevice } from './wipe-device';

const TRY_AGAIN_MS = 5_000;

/**
 * Over every screen from the moment the office says that its session was revoked (reported lost, or ended from
 * elsewhere), until it holds nothing any more.
 */
export default function RevokedDevice() {
  const t = useText();
  const database = useDatabase();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const wipe = () => {
      wipeDevice(database).catch(() => {
        if (!isGone) timer = setTimeout(wipe, TRY_AGAIN_MS);
      });
    };
    wipe();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [database]);
  return (
    <div className={styles.cover} role="alertdialog" aria-modal="true" aria-label={t('auth.revoked.title')}>
      <div className={styles.dialog}>
        <Logo size={44} />
        <p className={styles.title}>{t('auth.revoked.title')}</p>
      </div>
    </div>
  );
}
