import { ChevronDown, History } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { Skeleton } from '../../ui/skeleton';
import styles from './changes-of-record.module.css';

const RecordChanges = lazy(() => import('./record-changes'));

/** The changes of a record that has no tabs: folded away, and asked of the office when somebody opens it. */
export function ChangesOfRecord({ collection, id }: { collection: WritableCollectionName; id: string }) {
  const t = useText();
  const whole = useRef<HTMLDivElement>(null);
  // What opens at the end of a form lies below its edge.
  const onExpandedChange = (isExpanded: boolean) => {
    if (isExpanded) requestAnimationFrame(() => whole.current?.scrollIntoView({ block: 'start' }));
  };
  return (
    <Disclosure ref={whole} className={styles.changes} onExpandedChange={onExpandedChange}>
      {({ isExpanded }) => (
        <>
          <Heading level={2} className={styles.heading}>
            <Button slot="trigger" className={styles.trigger}>
              <History {...iconSize.row} />
              <span>{t('audit.tab')}</span>
              <ChevronDown {...iconSize.small} className={styles.arrow} data-open={isExpanded} />
            </Button>
          </Heading>
          <DisclosurePanel className={styles.panel}>
            {isExpanded && (
              <Suspense fallback={<Skeleton rows={3} />}>
                <RecordChanges collection={collection} id={id} />
              </Suspense>
            )}
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}
