import { ChevronRight } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import type { ConflictCard } from '../../../sync/rules/document';
import { iconSize } from '../../ui/icon-size';
import { ConflictCardOf } from '../conflicts/conflict-cards';
import { useRecordKind } from '../../records/records-context';
import type { Conflicted } from '../conflicts/settle-conflict';
import styles from './conflict-item.module.css';
import { useRecordWords } from './use-entry-words';

/** A conflict card away from its record: which record it is, and the card itself. */
export function ConflictItem({
  collection,
  document,
  card,
}: {
  collection: WritableCollectionName;
  document: Conflicted;
  card: ConflictCard;
}) {
  const { title, href } = useRecordWords(collection, document.id);
  const { icon: Icon } = useRecordKind(collection);
  return (
    <li className={styles.item}>
      <span className={styles.icon}>
        <Icon {...iconSize.row} />
      </span>
      <ConflictCardOf
        collection={collection}
        document={document}
        card={card}
        about={
          <Link href={href} className={styles.record}>
            {title}
            <ChevronRight {...iconSize.small} />
          </Link>
        }
      />
    </li>
  );
}
