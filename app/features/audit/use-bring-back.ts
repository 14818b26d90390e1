import { useCallback } from 'react';
import type { DocumentFields } from '../../../sync/collections/definition';
import { basisOf } from '../../../sync/rules/document';
import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { useDatabase } from '../../database/database-context';
import { useDocument } from '../../database/use-document';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import type { ChangeEntry } from './change-list';
import { earlierValue } from './earlier-value';

export type BringBack = (at: number, field: string) => (() => void) | null;

/** Puts an earlier value of a record in place again, over what this screen shows of it now; null where it cannot. */
export function useBringBack(
  collection: WritableCollectionName,
  id: string,
  entries: readonly ChangeEntry[] | undefined,
): BringBack {
  const t = useText();
  const db = useDatabase();
  const document = useDocument(collection, id);
  return useCallback(
    (at, field) => {
      if (document === null || document === undefined || entries === undefined) return null;
      // What stood in another record, which was merged into this one, is chosen when the two are merged.
      if (entries[at]?.documentId !== id) return null;
      const own = entries.slice(0, at + 1).filter(({ documentId }) => documentId === id);
      const now = document as unknown as DocumentFields;
      const earlier = earlierValue(collection, now, own, own.length - 1, field, db.me.role === 'agent');
      if (earlier === null) return null;
      const { unit, values } = earlier;
      const shown = basisOf(COLLECTIONS[collection], now, document.sync.stamps, unit);
      const store = (next: DocumentFields, over: typeof shown) =>
        editDocument(db, collection, id, next, { [unit]: over });
      const notStored = () => showToast({ text: t('audit.notStored'), tone: 'attention' });
      return () => {
        store(values, shown).then(
          () =>
            showToast({
              text: t('audit.broughtBack'),
              action: {
                label: t('audit.undo'),
                onPress: () => void store(shown.values, { stamp: '', values }).catch(notStored),
              },
            }),
          notStored,
        );
      };
    },
    [collection, id, db, document, entries, t],
  );
}
