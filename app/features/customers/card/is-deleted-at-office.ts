import type { StoredCustomer } from '../../../database/saha-database';

/**
 * Whether the office has the customer as deleted and nothing that waits here is to change that. An edit that waits
 * brings a deleted customer back, so the fields show them as there; one that the office refused brings back nobody.
 */
export const isDeletedAtOffice = ({ deletedAt, sync }: Pick<StoredCustomer, 'deletedAt' | 'sync'>): boolean =>
  deletedAt !== '' || (sync.rejection !== null && (sync.confirmed['deletedAt'] ?? '') !== '');
