/** The one form in which addresses of members are stored and looked up. Lower case is that of no language: İ stays out of it. */
export function normaliseEmail(value: string): string {
  return value.normalize('NFKC').trim().toLowerCase();
}
