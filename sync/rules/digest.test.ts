import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, canonical, DIGEST_BUCKETS, digestBuckets, documentDigest } from './digest';

const document = fc.record({
  id: fc.uuid(),
  fields: fc.dictionary(
    fc.string({ maxLength: 6 }),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 })),
  ),
  stamps: fc.dictionary(fc.constantFrom('*', 'a', 'b'), fc.string({ maxLength: 24 })),
  conflicts: fc.constant([]),
});

describe('digests', () => {
  it('do not depend on the order of keys or documents', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 20 }), (documents) => {
        const turned = documents
          .map((one) => ({ ...one, fields: Object.fromEntries(Object.entries(one.fields).reverse()) }))
          .reverse();
        expect(digestBuckets(turned)).toEqual(digestBuckets(documents));
      }),
      { seed: 7 },
    );
  });

  it('differ where one field of one document differs', () => {
    fc.assert(
      fc.property(document, fc.string({ minLength: 1 }), (one, change) => {
        const other = { ...one, fields: { ...one.fields, notes: `${String(one.fields.notes ?? '')}${change}` } };
        expect(documentDigest(other)).not.toBe(documentDigest(one));
        expect(digestBuckets([other])).not.toEqual(digestBuckets([one]));
      }),
      { seed: 7 },
    );
  });

  it('spread documents over the buckets', () => {
    const used = new Set(
      Array.from({ length: 5_000 }, (_, n) => bucketOf(`0197f3a2-b1c4-7000-8000-${n.toString(16).padStart(12, '0')}`)),
    );
    expect(used.size).toBe(DIGEST_BUCKETS);
  });

  it('write values the way JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 7 },
    );
  });
});
