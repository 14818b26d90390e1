import { ChevronDown } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useFieldInSentence } from '../../records/field-words';
import { iconSize } from '../../ui/icon-size';
import { useValueWords } from '../audit/use-value-words';
import styles from './outbox-change.module.css';
import type { OutboxEntry } from './outbox-entries';

/** What happens to a record, in a line; of an edit, on a tap, what stood there and what takes its place. */
export function OutboxChange({ entry, what, nowMs }: { entry: OutboxEntry; what: string; nowMs: number }) {
  const formats = useFormats();
  const words = (
    <span>
      {what} · {formats.relativeTime(entry.changedAt, nowMs)}
    </span>
  );
  // Of what left the device no more is known than what was typed.
  if (entry.change.kind !== 'edited' || entry.isRemains) return <p className={styles.what}>{words}</p>;
  return (
    <Disclosure>
      {({ isExpanded }) => (
        <>
          <Button slot="trigger" className={styles.trigger}>
            {words}
            <ChevronDown {...iconSize.small} className={styles.arrow} data-open={isExpanded} />
          </Button>
          <DisclosurePanel>{isExpanded && <Values entry={entry} />}</DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}

function Values({ entry }: { entry: OutboxEntry }) {
  const t = useText();
  const labelOf = useFieldInSentence(entry.collection);
  const { unitWordsOf } = useValueWords(entry.collection);
  const units = entry.change.kind === 'edited' ? entry.change.units : [];
  return (
    <dl className={styles.values}>
      {units.map((unit) => (
        <div key={unit}>
          <dt>{labelOf(unit)}</dt>
          <dd>
            <del aria-label={t('outbox.change.before')}>{unitWordsOf(unit, entry.before)}</del>{' '}
            <span aria-hidden="true">→</span>{' '}
            <ins aria-label={t('outbox.change.after')}>{unitWordsOf(unit, entry.unsent)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
