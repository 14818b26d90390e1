import type { MangoQuery } from 'rxdb';
import type { StoredByCollection } from '../../database/saha-database';

/** A customer's files, the oldest first. */
export const filesOfCustomer = (customerId: string): MangoQuery<StoredByCollection['files']> => ({
  selector: { customerId, createdAt: { $gte: '' } },
  sort: [{ customerId: 'asc' }, { createdAt: 'asc' }],
});
