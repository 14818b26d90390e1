/** To whom a text in the making is shown. Pure. */
import type { StoredCustomer } from '../../database/saha-database';
import type { TemplateLanguage } from './use-templates';

/**
 * Each once, those first who read the language that is being written, and of these those who have an appointment to
 * come. Others follow: where nobody reads it, the office sees at least the places filled.
 */
export function readersFirst(
  language: TemplateLanguage,
  booked: readonly StoredCustomer[],
  others: readonly StoredCustomer[],
): readonly StoredCustomer[] {
  // A key set again keeps its place.
  const all = new Map([...booked, ...others].map((one) => [one.id, one]));
  const there = [...all.values()].filter(({ deletedAt }) => deletedAt === '');
  const reads = (one: StoredCustomer) => one.language === language;
  return [...there.filter(reads), ...there.filter((one) => !reads(one))];
}
