import { isContact, type InteractionFields } from '../../sync/collections/interaction';
import { foresee } from '../../sync/rules/local-document';
import { rewriteDocuments } from './rewrite-documents';
import type { SahaCollections } from './saha-database';

type Logged = Pick<InteractionFields, 'kind' | 'outcome' | 'occurredAt'>;

/**
 * The customer's last contact as the office will derive it from what is logged here: shown at once, so that lists are
 * right without network too, and never sent, so that it can neither be refused nor counted. `told` is what the office
 * was just told or has just answered, whose customer is on its way.
 */
export async function foreseeLastContact(
  collections: Pick<SahaCollections, 'customers' | 'interactions'>,
  customerId: string,
  told: readonly Logged[] = [],
): Promise<void> {
  const logged = await collections.interactions
    .find({ selector: { customerId, occurredAt: { $gte: '' } }, sort: [{ customerId: 'asc' }, { occurredAt: 'asc' }] })
    .exec();
  const latest = [...logged.filter(({ outbox }) => outbox !== ''), ...told]
    .filter(isContact)
    .reduce((last, { occurredAt }) => (occurredAt > last ? occurredAt : last), '');
  await rewriteDocuments(collections.customers, [customerId], (local) =>
    local === null ? undefined : (foresee(local, 'lastContactAt', latest) ?? undefined),
  );
}
