/**
 * Digests by which two ends find out, without sending their documents, where they differ (sync/README.md §10).
 * Not a protection against forgery: only against rows that went stale or were damaged unnoticed.
 */
import type { CollectionDefinition, DocumentFields } from '../collections/definition';
import { sameValue, type Stamps } from './document';

export const DIGEST_BUCKETS = 256;

type Digested = {
  readonly id: string;
  readonly fields: DocumentFields;
  readonly stamps: Stamps;
  readonly conflicts: readonly unknown[];
};

/** Shapes from which on a client leaves out of digests what is empty. */
const LEAVES_OUT_EMPTY = 1;

/** Of which collection documents are, and the shapes that the older of the two ends knows. */
export type Counted = { readonly definition: CollectionDefinition; readonly shapes: number };

/**
 * The fields that both ends count: without what is empty, so that a document fetched before a field existed counts as
 * one fetched after it. With a build that knows nothing of this, only fields it does not know are left out where empty.
 */
export function digestedFields(
  { definition: { fields: described, empties }, shapes }: Counted,
  fields: DocumentFields,
): DocumentFields {
  const counted: Record<string, unknown> = {};
  for (const field of Object.keys(fields)) {
    const value = fields[field];
    const since = field in described ? (described[field]?.since ?? 0) : Infinity;
    const isLeftOut =
      since > shapes
        ? looksEmpty(value) || isEmptyBy(value, empties[field])
        : shapes >= LEAVES_OUT_EMPTY && isEmptyBy(value, empties[field]);
    if (!isLeftOut) counted[field] = value;
  }
  return counted;
}

const isEmptyBy = (value: unknown, empty: unknown) =>
  empty !== undefined && (value === empty || (typeof empty === 'object' && sameValue(value, empty)));

/** The same for whoever does not know the field. */
function looksEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === '' || value === null || value === undefined || value === false || value === 0;
}

/**
 * A number of 53 bits that differs, but for one case in 2^53, where anything a person or the merge could see differs.
 */
export function documentDigest(document: Digested, counted?: Counted): number {
  const fields = counted === undefined ? document.fields : digestedFields(counted, document.fields);
  return hash53(canonical([document.id, fields, document.stamps, document.conflicts]));
}

/** Which bucket a document is counted in. Of the end of the id: the beginning of a UUIDv7 is its time. */
export function bucketOf(id: string): number {
  return hash53(id) % DIGEST_BUCKETS;
}

/** Digest of a set of documents: the order does not matter. Exact integers, so both ends add alike. */
export function addDigest(sum: number, digest: number): number {
  return (sum + (digest % 0x1fffffffff)) % 0x1fffffffffff;
}

export function digestBuckets(documents: Iterable<Digested>, counted?: Counted): number[] {
  const buckets = new Array<number>(DIGEST_BUCKETS).fill(0);
  for (const document of documents) {
    const at = bucketOf(document.id);
    buckets[at] = addDigest(buckets[at] as number, documentDigest(document, counted));
  }
  return buckets;
}

/** JSON with sorted keys; undefined members left out, as JSON itself does. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** cyrb53 by bryc (public domain): 53 bits, fast in JavaScript. */
function hash53(input: string): number {
  let h1 = 0xdeadbeef,
    h2 = 0x41c6ce57;
  for (let at = 0; at < input.length; at += 1) {
    const unit = input.charCodeAt(at);
    h1 = Math.imul(h1 ^ unit, 2654435761);
    h2 = Math.imul(h2 ^ unit, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
