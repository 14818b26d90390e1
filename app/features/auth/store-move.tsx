import { ProgressBar } from 'react-aria-components';
import type { MoveProgress } from '../../database/store-move/move-progress';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Logo } from '../../ui/logo';
import styles from './store-move.module.css';

/**
 * The first start of a new version, while it takes this device's records over; nothing can be typed until it is done.
 */
export default function StoreMove({ progress: { moved, total, isBlocked } }: { progress: MoveProgress }) {
  const t = useText();
  const { number } = useFormats();
  return (
    <main className={styles.screen}>
      <div className={styles.block}>
        <Logo size={44} />
        <h1 className={styles.title}>{t('device.move.title')}</h1>
        <p className={styles.words}>{t('device.move.text')}</p>
        {isBlocked && (
          <p className={styles.blocked} role="status">
            {t('device.move.blocked')}
          </p>
        )}
        {total > 0 && !isBlocked && (
          <ProgressBar
            className={styles.progress}
            value={moved}
            maxValue={total}
            aria-label={t('device.move.title')}
            valueLabel={t('device.move.count', { moved: number(moved), total: number(total) })}
          >
            {({ percentage, valueText }) => (
              <>
                <div className={styles.track}>
                  <div className={styles.done} style={{ inlineSize: `${percentage ?? 0}%` }} />
                </div>
                <span className={styles.count}>{valueText}</span>
              </>
            )}
          </ProgressBar>
        )}
      </div>
    </main>
  );
}
