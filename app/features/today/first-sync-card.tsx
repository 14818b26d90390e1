import { CloudDownload } from 'lucide-react';
import { Label, ProgressBar } from 'react-aria-components';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import styles from './first-sync-card.module.css';

/** The device is being filled for the first time. Everything works meanwhile. */
export function FirstSyncCard({ done, total }: { done: number; total: number }) {
  const t = useText();
  const formats = useFormats();
  return (
    <ProgressBar
      className={styles.card}
      value={done}
      minValue={0}
      maxValue={Math.max(total, done, 1)}
      valueLabel={t('today.firstSync.count', { done, total })}
    >
      {({ percentage }) => (
        <>
          <CloudDownload {...iconSize.large} className={styles.icon} />
          <div>
            <Label className={styles.title}>{t('today.firstSync.title')}</Label>
            <p className={styles.text}>{t('today.firstSync.text')}</p>
          </div>
          <span className={styles.count}>
            {formats.number(done)}
            <span className={styles.total}> / {formats.number(total)}</span>
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
