import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import { IconButton } from './icon-button';
import { iconSize } from './icon-size';
import styles from './selection-bar.module.css';

/** At the foot of a list while some of its rows are chosen: how many, what to do with them, and the way out. */
export function SelectionBar({
  label,
  words,
  onClose,
  children,
}: {
  label: string;
  words: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <div role="group" aria-label={label} className={styles.bar} data-foot>
      <IconButton label={t('ui.close')} icon={<X {...iconSize.row} />} onPress={onClose} />
      <p role="status" className={styles.words}>
        {words}
      </p>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
