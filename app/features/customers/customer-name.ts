import type { Text } from '../../i18n/use-text';

/** First and last name as they are written; words for a customer who has neither. */
export function customerName(customer: { firstName: string; lastName: string }, t: Text): string {
  return `${customer.firstName} ${customer.lastName}`.trim() || t('customers.unnamed');
}
