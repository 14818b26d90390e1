import type { AppointmentFields } from '../../sync/collections/appointment';
import type { InteractionFields } from '../../sync/collections/interaction';
import { contactInstants, latestOf, takenBack } from '../../sync/rules/last-contact';
import { foresee } from '../../sync/rules/receive-document';
import { rewriteDocuments } from './rewrite-documents';
import type { SahaCollections, StoredByCollection } from './saha-database';

/** What a contact hangs on: something logged, or an appointment. */
export type ContactSource =
  | ({ readonly customerId: string } & Pick<InteractionFields, 'kind' | 'outcome' | 'occurredAt'>)
  | ({ readonly customerId: string } & Pick<AppointmentFields, 'status' | 'startsAt' | 'deletedAt'>);

/** Which of them counts is known among these but for a flood; the office knows all. */
const LATEST_MESSAGES = 50;

/**
 * The customer's last contact as the office will derive it from what is logged, held and taken back here: shown at
 * once, so that lists are right without network too, and never sent, so that it can neither be refused nor counted.
 * `told` is what the office was just told or has just answered, whose customer is on its way.
 */
export async function foreseeLastContact(
  collections: Pick<SahaCollections, 'customers' | 'interactions' | 'appointments' | 'messages'>,
  customerId: string,
  told: readonly ContactSource[] = [],
): Promise<void> {
  const [foundEntries, foundAppointments, foundMessages] = await Promise.all([
    collections.interactions
      .find({
        selector: { customerId, occurredAt: { $gte: '' } },
        sort: [{ customerId: 'asc' }, { occurredAt: 'asc' }],
      })
      .exec(),
    collections.appointments
      .find({ selector: { customerId, startsAt: { $gte: '' } }, sort: [{ customerId: 'asc' }, { startsAt: 'asc' }] })
      .exec(),
    collections.messages
      .find({
        selector: { customerId, createdAt: { $gte: '' } },
        sort: [{ customerId: 'desc' }, { createdAt: 'desc' }],
        limit: LATEST_MESSAGES,
      })
      .exec(),
  ]);
  // As plain objects: a document of RxDB knows only the fields of its schema.
  const entries = foundEntries.map((one) => one.toJSON() as StoredByCollection['interactions']);
  const appointments = foundAppointments.map((one) => one.toJSON() as StoredByCollection['appointments']);
  const messages = foundMessages.map((one) => one.toJSON() as StoredByCollection['messages']);
  const later = takenBack(entries);
  const unsent = <D extends { readonly outbox: string }>(documents: readonly D[]) =>
    documents.filter(({ outbox }) => outbox !== '');
  const known = told.flatMap((source) =>
    'status' in source
      ? contactInstants([], [source])
      : contactInstants([{ ...source, id: '', authorId: '', createdAt: '', retracts: '' }], []),
  );
  const latest = latestOf([
    ...known,
    ...contactInstants(
      unsent(entries).filter(({ id }) => !later.has(id)),
      unsent(appointments),
    ),
  ]);
  const withdrawn = [
    ...entries.filter(({ id }) => (later.get(id)?.outbox ?? '') !== '').map(({ occurredAt }) => occurredAt),
    ...unsent(appointments).flatMap(({ sync: { confirmed }, startsAt }) =>
      confirmed['status'] === 'held' ? [String(confirmed['startsAt'] ?? startsAt)] : [],
    ),
  ];
  const otherwise = latestOf(contactInstants(entries, appointments, messages));
  await rewriteDocuments(collections.customers, [customerId], (local) =>
    local === null ? undefined : (foresee(local, 'lastContactAt', latest, { withdrawn, otherwise }) ?? undefined),
  );
}
