import * as z from 'zod/mini';
import { collection, documentId, field, instant, text } from '../../../../sync/collections/definition';
import { NEXT_SHAPES } from './next-shapes';

/** A noun that no office has: something that was sent to a customer. Three fields of its own, beside whose it is. */
export const parcels = collection({
  name: 'parcels',
  noun: 'parcel',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  since: NEXT_SHAPES,
  fields: {
    customerId: field(documentId, 'once', { indexed: 36 }),
    createdAt: field(instant, 'once', { indexed: 24 }),
    label: field(text(80), 'text', { empty: '' }),
    weightGrams: field(z.int().check(z.minimum(0)), 'latest', { empty: 0 }),
    carrier: field(text(40), 'latest', { empty: '' }),
  },
  indexes: [['customerId', 'createdAt']],
});
