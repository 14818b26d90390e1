import { COLLECTIONS, parentOf, type WritableCollectionName } from '../../../sync/collections/registry';
import { isRemains } from '../../database/is-remains';
import { useDocument } from '../../database/use-document';
import { usePerson, useRootOf } from '../../database/use-person';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { useFieldInSentence } from '../../records/field-words';
import type { RecordWords } from '../../records/record-kind';
import { useRecordKind } from '../../records/records-context';
import { customerName } from '../customers/customer-name';
import type { OutboxEntry } from './outbox-entries';

type Held = { readonly id: string; readonly createdAt?: unknown };

/** What a record is called, and where it can be opened. `held`: the record itself, where it was read already. */
export function useRecordWords(collection: WritableCollectionName, id: string, held?: Held): RecordWords {
  const t = useText();
  const formats = useFormats();
  const kind = useRecordKind(collection);
  const read = useDocument(collection, held === undefined ? id : undefined) ?? null;
  const document = (held as typeof read | undefined) ?? read;
  const customerId = document === null ? undefined : customerOf(collection, document);
  const isPerson = useRootOf(customerId ?? '') === document?.id;
  const person = usePerson(customerId === '' || isPerson ? undefined : customerId);
  const customer = isPerson ? (document as typeof person) : person;
  const elsewhere = (title: string) => ({ title, href: '/outbox' });
  if (document === null) return elsewhere('…');
  // What hangs on a record that went to somebody else: its name went, too.
  if (isShapeless(document)) return elsewhere(t(`outbox.gone.${collection}`));
  const name =
    customerId === ''
      ? ''
      : customer === undefined
        ? '…'
        : customer === null || isRemains(customer)
          ? t('appointments.unknownCustomer')
          : customerName(customer, t);
  return kind.wordsOf(document, name, { t, formats });
}

const isShapeless = (document: object) => (document as { createdAt?: unknown }).createdAt === undefined;

/** The customer a record is, or hangs on; '' where it hangs on none, or not directly. */
function customerOf(collection: WritableCollectionName, document: object & { id: string }): string {
  if (COLLECTIONS[collection].audience.kind === 'customer') return document.id;
  const parent = parentOf(COLLECTIONS[collection]);
  // What hangs on one through something else says on which.
  const id = (document as Record<string, unknown>)[parent?.of === 'customers' ? parent.by : 'customerId'];
  return typeof id === 'string' ? id : '';
}

/**
 * What a record somebody else wrote is called here, where it or its customer is known; null where neither is: its
 * author may not have known it any more.
 */
export function useKnownTitle(
  collection: WritableCollectionName,
  id: string,
  values: Readonly<Record<string, unknown>>,
): string | null {
  const t = useText();
  const document = useDocument(collection, id) ?? null;
  const customerId = typeof values['customerId'] === 'string' ? values['customerId'] : undefined;
  const customer = usePerson(customerId) ?? null;
  const { title } = useRecordWords(collection, id);
  if (document !== null && !isShapeless(document)) return title;
  return customer === null || isRemains(customer) ? null : customerName(customer, t);
}

/** What a waiting record is, in words: its name, what happens to it, and where it can be opened. */
export function useEntryWords(entry: OutboxEntry): RecordWords & { what: string } {
  const t = useText();
  const labelOf = useFieldInSentence(entry.collection);
  const what =
    entry.change.kind === 'edited'
      ? t('outbox.change.edited', { fields: entry.change.units.map(labelOf).join(', ') })
      : entry.change.kind === 'settled'
        ? t('outbox.change.settled')
        : t(`outbox.change.${entry.change.kind}.${entry.collection}`);
  return { ...useRecordWords(entry.collection, entry.id, entry.document), what };
}
