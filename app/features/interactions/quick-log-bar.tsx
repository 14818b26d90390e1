import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { InteractionKind } from '../../../sync/collections/interaction';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { QuickLog } from './quick-log';
import styles from './quick-log-bar.module.css';

/** On the customer card, under its actions: what was said and done, opened in place. `kind` null: closed. */
export function QuickLogBar({
  customerId,
  kind,
  onKind,
}: {
  customerId: string;
  kind: InteractionKind | null;
  onKind: (kind: InteractionKind | null) => void;
}) {
  const t = useText();
  const open = useRef<HTMLElement>(null);
  const isOpen = kind !== null;
  useEffect(() => {
    // Opening leads to the outcomes; the button that asked for it stands right above.
    if (isOpen) open.current?.querySelector<HTMLElement>('[role="group"] button')?.focus({ preventScroll: true });
  }, [isOpen]);
  useEffect(() => {
    const section = open.current;
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onKind(null);
    };
    section?.addEventListener('keydown', closeByKey);
    return () => section?.removeEventListener('keydown', closeByKey);
  }, [isOpen, onKind]);
  if (!isOpen) return null;
  return (
    <section ref={open} aria-label={t('interactions.log.title')} className={styles.open}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('interactions.log.title')}</h3>
        <IconButton
          label={t('interactions.log.close')}
          icon={<X {...iconSize.row} />}
          onPress={() => onKind(null)}
          className={styles.close}
        />
      </header>
      <QuickLog customerId={customerId} kind={kind} onKind={onKind} onDone={() => onKind(null)} />
    </section>
  );
}
