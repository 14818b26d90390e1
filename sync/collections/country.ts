import * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import { text, units, type CollectionDefinition } from './definition';

/** ISO 3166-1. Pull only; the same source makes the table's rows and public/countries.json. */
export const countryShape = z.object({
  /** ISO alpha-2, which is also the document id. */
  id: matching(/^[A-Z]{2}$/, 2),
  iso3: matching(/^[A-Z]{3}$/, 3),
  /** Three digits, leading zeros kept. */
  numeric: matching(/^\d{3}$/, 3),
  nameTr: text(80),
  nameEn: text(80),
  /** With plus sign, or '' where a territory has none. */
  dialCode: matching(/^(\+[1-9]\d{0,3})?$/, 5),
  /** Path of the bundled flag, beginning with "/flags/". */
  flag: text(80),
});
export type CountryFields = z.infer<typeof countryShape>;

export const countries: CollectionDefinition = {
  name: 'countries',
  writable: false,
  shape: countryShape,
  units: units('server', ['iso3', 'numeric', 'nameTr', 'nameEn', 'dialCode', 'flag']),
};
