import type { CustomerFields } from '../../sync/collections/customer';

/** A smaller office is one of a test, which may look for people by their names and numbers. */
const FROM_CUSTOMERS = 1_000;

/**
 * Of three agents the newest customer is one they had long before, written down once more: under the same number, the
 * same address, and under the name alone. There is something to merge.
 */
export function withLookAlikes(
  customers: readonly CustomerFields[],
  ownerIds: readonly string[],
): readonly CustomerFields[] {
  if (customers.length < FROM_CUSTOMERS) return customers;
  const again = new Map<string, Partial<CustomerFields>>();
  for (const [at, ownerId] of ownerIds.slice(0, 3).entries()) {
    const own = customers.filter((one) => one.ownerId === ownerId && one.phone !== '' && one.email !== '');
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || first === last) continue;
    const { firstName, lastName, phone, email } = first;
    again.set(last.id, { firstName, lastName, ...[{ phone }, { email }, {}][at] });
  }
  return customers.map((one) => ({ ...one, ...again.get(one.id) }));
}
