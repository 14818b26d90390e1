/**
 * The one form in which addresses of members are stored and looked up. Lower case is that of no language: İ stays out
 * of it.
 */
export function normaliseEmail(value: string): string {
  // eslint-disable-next-line no-restricted-syntax -- an address belongs to no language
  return value.normalize('NFKC').trim().toLowerCase();
}
