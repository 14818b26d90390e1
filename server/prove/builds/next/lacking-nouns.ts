/**
 * In the place of nouns.ts in a build that was made wrongly: it says of no new field what stands where a document lacks
 * it, so that screens read what is not there before an office of today.
 */
import { collection, type FieldDescription } from '../../../../sync/collections/definition';
import { customersOfNext, moreOfCustomers } from './more-of-customers';
import { NOUNS as NEXT } from './nouns';

const lacking = Object.fromEntries(
  Object.entries<FieldDescription>(moreOfCustomers.fields).map(([name, { empty: _, ...field }]) => [name, field]),
);
const { name, noun, audience, derived, indexes, fields } = customersOfNext;

export const NOUNS = {
  ...NEXT,
  customers: collection({
    name,
    noun,
    audience,
    writable: true,
    fields: { ...fields, ...lacking },
    derived,
    indexes,
  }),
};
