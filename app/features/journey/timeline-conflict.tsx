import { GitCompareArrows } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import type { ConflictCard } from '../../../sync/rules/document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import type { TimelineKind } from '../../records/record-kind';
import { useRecordKind } from '../../records/records-context';
import { EntryHead, EntryIcon } from '../../ui/entry';
import { ConflictCardOf } from '../conflicts/conflict-cards';
import { cardsToSettle, clashedAt, type Conflicted } from '../conflicts/settle-conflict';
import styles from './timeline-conflict.module.css';
import type { RecordInTime } from './records-in-time';

export type ConflictEntry = {
  readonly id: string;
  readonly at: string;
  readonly card: ConflictCard;
  readonly collection: WritableCollectionName;
  readonly document: Conflicted;
};

/** The cards of a customer and of what hangs on them, each at the moment the two edits met. */
export function conflictsOf(
  customer: Conflicted,
  records: readonly Pick<RecordInTime, 'collection' | 'document'>[],
  memberId: string,
): ConflictEntry[] {
  const of = (collection: WritableCollectionName, document: Conflicted) =>
    cardsToSettle(document, memberId).map((card): ConflictEntry => ({
      id: `${document.id} ${card.id}`,
      at: clashedAt(card),
      card,
      collection,
      document,
    }));
  return [...of('customers', customer), ...records.flatMap(({ collection, document }) => of(collection, document))];
}

/** A card as one entry of the customer's time, with the buttons that decide. */
export function TimelineConflict({ conflict: { at, card, collection, document } }: { conflict: ConflictEntry }) {
  const t = useText();
  const formats = useFormats();
  const timeline = useRecordKind(collection).timeline as TimelineKind<Conflicted> | undefined;
  const words = timeline?.conflictWords(document, { t, formats });
  return (
    <div className={styles.item}>
      <EntryIcon icon={GitCompareArrows} tone="brick" />
      <ConflictCardOf
        collection={collection}
        document={document}
        card={card}
        about={
          <EntryHead
            className={styles.head}
            at={at}
            when={formats.time(at)}
            title={
              words === undefined ? (
                t('journey.conflict.customer')
              ) : (
                <Link href={words.href} className={styles.link}>
                  {words.title}
                </Link>
              )
            }
          />
        }
      />
    </div>
  );
}
