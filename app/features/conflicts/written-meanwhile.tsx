import { PencilLine } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PressEvent } from 'react-aria-components';
import { readsTheSame, type Basis } from '../../../sync/rules/document';
import { stampMs } from '../../../sync/rules/stamp';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { useValueWords } from '../audit/use-value-words';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { useWriter } from './use-writer';
import { WholeValue } from './whole-value';
import styles from './written-meanwhile.module.css';

/**
 * Under a field in which something is being typed: that somebody else wrote it meanwhile, and what. `begun` is what the
 * person was shown; once they have looked (`onSee`), what they type is typed over what stands now.
 */
export function WrittenMeanwhile({
  collection,
  id,
  unit,
  begun,
  now,
  onSee,
  onTake,
}: {
  collection: WritableCollectionName;
  id: string;
  unit: string;
  begun: Basis;
  now: Basis;
  onSee: () => void;
  onTake: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const words = useValueWords(collection);
  const [seen, setSeen] = useState<Basis | null>(null);
  const news = useRef<HTMLDivElement>(null);
  const isByKeyboard = useRef(false);
  const note = ({ pointerType }: PressEvent) => {
    isByKeyboard.current = pointerType === 'keyboard' || pointerType === 'virtual';
  };
  // What was pressed goes: the focus is on what came instead.
  useEffect(() => {
    if (seen !== null && isByKeyboard.current) news.current?.querySelector('button')?.focus();
  }, [seen]);
  const isNew = !readsTheSame(begun.values, now.values);
  const writer = useWriter(collection, id, isNew || seen !== null ? now : null);
  if (!isNew && seen === null) return null;
  const shown = isNew ? null : now;
  return (
    <div ref={news} className={styles.news} role="status" data-unit={unit}>
      <p className={styles.line}>
        <span className={styles.words}>
          <PencilLine {...iconSize.small} />
          <span>
            {t('conflicts.meanwhile', {
              name: writer,
              when: formats.dateTime(new Date(stampMs(now.stamp)).toISOString()),
            })}
          </span>
        </span>
        {isNew && (
          <Button
            variant="quiet"
            onPress={(event) => {
              note(event);
              setSeen(now);
              onSee();
            }}
          >
            {t('conflicts.show')}
          </Button>
        )}
      </p>
      {shown !== null && (
        <>
          <p className={styles.value}>
            <WholeValue collection={collection} unit={unit} values={shown.values}>
              {words.unitWordsOf(unit, shown.values)}
            </WholeValue>
          </p>
          <Button
            variant="quiet"
            onPress={(event) => {
              note(event);
              const field = news.current?.parentElement;
              setSeen(null);
              onTake();
              // And the news goes with it: back to the field, which may begin again by then.
              if (isByKeyboard.current)
                requestAnimationFrame(() =>
                  field?.querySelector<HTMLElement>('input, textarea, button:not([data-unit] *)')?.focus(),
                );
            }}
          >
            {t('conflicts.takeTheirs')}
          </Button>
        </>
      )}
    </div>
  );
}
