import type { WritableCollectionName } from '../../../sync/collections/registry';
import { useCallback } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import type { InteractionFields } from '../../../sync/collections/interaction';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { isRemains } from '../../database/stored-document';
import { useDocument } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { customerName } from '../customers/customer-name';
import type { OutboxEntry } from './outbox-entries';

export type RecordWords = { title: string; href: string };

/** What a record is called, and where it can be opened. */
export function useRecordWords(collection: WritableCollectionName, id: string): RecordWords {
  const t = useText();
  const formats = useFormats();
  const document =
    (useDocument(collection, id) as
      Partial<CustomerFields> | Partial<AppointmentFields> | Partial<InteractionFields> | null | undefined) ?? null;
  const customerId = document === null ? undefined : 'customerId' in document ? document.customerId : document.id;
  const customer = useDocument('customers', customerId);
  const name =
    document === null || customer === undefined
      ? '…'
      : customer === null || isRemains(customer)
        ? t('appointments.unknownCustomer')
        : customerName(customer, t);
  if (document === null) return { title: '…', href: '/outbox' };
  // What hangs on a record that went to somebody else: its name went, too.
  if (document.createdAt === undefined) return { title: t(`outbox.gone.${collection}`), href: '/outbox' };
  if ('startsAt' in document && document.startsAt !== undefined) {
    return {
      title: `${name} · ${formats.shortDate(document.startsAt)} ${formats.time(document.startsAt)}`,
      href: `/appointments/${id}`,
    };
  }
  if ('occurredAt' in document) {
    return {
      title: `${name} · ${t(`interactions.kind.${document.kind}`)}`,
      href: `/customers/${document.customerId}?tab=timeline`,
    };
  }
  return { title: name, href: `/customers/${id}` };
}

/** What a waiting record is, in words: its name, what happens to it, and where it can be opened. */
export function useEntryWords(entry: OutboxEntry): RecordWords & { what: string } {
  const t = useText();
  const labelOf = useFieldLabel();
  const what =
    entry.change.kind === 'edited'
      ? t('outbox.change.edited', { fields: entry.change.units.map(labelOf).join(', ') })
      : entry.change.kind === 'settled'
        ? t('outbox.change.settled')
        : t(`outbox.change.${entry.change.kind}.${entry.collection}`);
  return { ...useRecordWords(entry.collection, entry.id), what };
}

/** A field or unit of any record as a word inside a sentence. */
export function useFieldLabel(): (unit: string) => string {
  const t = useText();
  return useCallback((unit) => t(`outbox.unit.${UNITS.has(unit) ? unit : 'other'}`), [t]);
}

const UNITS: ReadonlySet<string> = new Set([
  'firstName',
  'lastName',
  'phone',
  'altPhone',
  'email',
  'countryId',
  'city',
  'address',
  'occupation',
  'language',
  'source',
  'stage',
  'ownerId',
  'sharedWith',
  'notes',
  'managerNote',
  'lastContactAt',
  'deletedAt',
  'agentId',
  'title',
  'kind',
  'schedule',
  'location',
  'status',
  'cancelReason',
  'outcome',
  'body',
  'durationMinutes',
]);
