import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { InteractionKind } from '../../../sync/collections/interaction';
import { useText } from '../../i18n/use-text';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { INTERACTION_ICONS } from './interaction-words';
import { QuickLog } from './quick-log';
import styles from './quick-log-bar.module.css';

/** Notes are written from the card's own actions. */
const CONTACT_KINDS = ['call', 'visit'] as const satisfies readonly InteractionKind[];

/** On the customer card: a call or a visit, which opens into its outcomes where it stands. */
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
  const bar = useRef<HTMLDivElement>(null);
  const open = useRef<HTMLElement>(null);
  const wasOpen = useRef(kind !== null);
  useEffect(() => {
    const isOpen = kind !== null;
    // The button that had the focus went away: opening leads to the outcomes, closing back to where one came from.
    if (wasOpen.current !== isOpen && document.activeElement === document.body) {
      (isOpen
        ? open.current?.querySelector<HTMLElement>('[role="group"] button')
        : bar.current?.querySelector('button')
      )?.focus();
    }
    wasOpen.current = isOpen;
  }, [kind]);
  useEffect(() => {
    const section = open.current;
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onKind(null);
    };
    section?.addEventListener('keydown', closeByKey);
    return () => section?.removeEventListener('keydown', closeByKey);
  }, [kind, onKind]);
  if (kind !== null) {
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
  return (
    <div ref={bar} role="group" aria-label={t('interactions.log.title')} className={styles.bar}>
      {CONTACT_KINDS.map((id) => {
        const Icon = INTERACTION_ICONS[id];
        return (
          <AriaButton key={id} className={styles.kind} onPress={() => onKind(id)}>
            <Icon {...iconSize.small} />
            {t(`interactions.log.start.${id}`)}
          </AriaButton>
        );
      })}
    </div>
  );
}
