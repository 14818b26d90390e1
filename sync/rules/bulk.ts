import { derivedId } from './derived-id';

/** A customer's message of a bulk: sent twice, it is the same one. */
export const bulkMessageId = (bulkId: string, customerId: string): string => derivedId('bulk', bulkId, customerId);
