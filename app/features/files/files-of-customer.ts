import type { DocumentQuery } from '../../database/document-query';
import type { StoredByCollection } from '../../database/saha-database';

/** A customer's files, the oldest first. */
export const filesOfCustomer = (customerId: string): DocumentQuery<StoredByCollection['files']> => ({
  selector: { customerId, createdAt: { $gte: '' } },
  sort: [{ customerId: 'asc' }, { createdAt: 'asc' }],
});
