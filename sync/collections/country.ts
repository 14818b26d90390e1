import type * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import { collection, field, text } from './definition';

/** ISO 3166-1. Pull only; the same source makes the table's rows and public/countries.json. */
export const countries = collection({
  name: 'countries',
  noun: 'country',
  audience: { kind: 'everyone' },
  writable: false,
  /** ISO alpha-2, which is also the document id. */
  id: matching(/^[A-Z]{2}$/, 2),
  fields: {
    iso3: field(matching(/^[A-Z]{3}$/, 3), 'server'),
    /** Three digits, leading zeros kept. */
    numeric: field(matching(/^\d{3}$/, 3), 'server'),
    nameTr: field(text(80), 'server'),
    nameEn: field(text(80), 'server'),
    /** With plus sign, or '' where a territory has none. */
    dialCode: field(matching(/^(\+[1-9]\d{0,3})?$/, 5), 'server', { empty: '' }),
    /** Path of the bundled flag, beginning with "/flags/". */
    flag: field(text(80), 'server'),
  },
});
export const countryShape = countries.shape;
export type CountryFields = z.infer<typeof countryShape>;
