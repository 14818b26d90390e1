import * as z from 'zod/mini';
import { collection, field, text } from '../../../../sync/collections/definition';
import { customers } from '../../../../sync/collections/customer';
import { NEXT_SHAPES as since } from './next-shapes';

/** Three more fields of a customer: one typed, one chosen, one of several. */
export const moreOfCustomers = {
  fields: {
    nickname: field(z.optional(text(80)), 'text', { empty: '', since }),
    budget: field(z.optional(z.int()), 'latest', { empty: 0, since }),
    interests: field(z.optional(z.array(text(40))), 'latest', { empty: [], since }),
  },
  columns: { nickname: 'text', budget: 'integer', interests: 'texts' },
  record: { nickname: { content: 'text' }, budget: { content: 'number' }, interests: { content: 'json' } },
} as const;

const { name, noun, audience, derived, indexes } = customers;
export const customersOfNext = collection({
  name,
  noun,
  audience,
  writable: true,
  fields: { ...customers.fields, ...moreOfCustomers.fields },
  derived,
  indexes,
});
