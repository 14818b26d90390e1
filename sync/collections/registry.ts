/** What either end knows of the nouns by name; all of it follows from their descriptions. */
import type * as z from 'zod/mini';
import type { ErrorCode } from '../errors';
import type { Audience, CollectionDefinition } from './definition';
import { NOUNS } from './nouns';

export type CollectionName = keyof typeof NOUNS;
export type WritableCollectionName = {
  [C in CollectionName]: (typeof NOUNS)[C]['writable'] extends true ? C : never;
}[CollectionName];
/** The fields of one document of a collection, its id with them. */
export type FieldsOf<C extends CollectionName> = z.infer<(typeof NOUNS)[C]['shape']>;

export const COLLECTIONS: Readonly<Record<CollectionName, CollectionDefinition>> = NOUNS;

/** Parents before children, so that what hangs on a document arrives after it, in both directions. */
export const SYNC_ORDER: readonly CollectionName[] = inOrderOfParents(Object.keys(NOUNS) as CollectionName[]);
export const WRITABLE_COLLECTIONS = SYNC_ORDER.filter(
  (name): name is WritableCollectionName => COLLECTIONS[name].writable,
);

/** The highest number of shapes (SHAPES in sync/protocol/version.ts) that a noun or field names; at least `first`. */
export function newestShapes(first: number): number {
  return Object.values(COLLECTIONS)
    .flatMap(({ since, fields }) => [since, ...Object.values(fields).map((field) => field.since ?? 0)])
    .reduce((a, b) => Math.max(a, b), first);
}

/** Whether an office of these shapes knows a collection; a build may be newer than the office it works with. */
export function isServedBy(shapes: number, name: CollectionName): boolean {
  return COLLECTIONS[name].since <= shapes;
}

/** The collection a document hangs on, by whom it is seen: null where it stands for itself. */
export function parentOf({ audience }: CollectionDefinition): { of: string; by: string } | null {
  if (audience.kind === 'child') return { of: audience.of, by: audience.by };
  return audience.kind === 'line' ? { of: 'customers', by: audience.customer } : null;
}

/** Whether its documents are customers: by these it goes who sees what hangs on them. */
export const holdsCustomers = (name: CollectionName): name is 'customers' =>
  COLLECTIONS[name].audience.kind === 'customer';

/** Collections of which not everybody has everything: what a person has of them moves with role, team and hands. */
export const SCOPED_COLLECTIONS = SYNC_ORDER.filter((name) => COLLECTIONS[name].audience.kind !== 'everyone');

/** Why a document is not this person's: the code on a card of unsent work, and in the answer to a push. */
export function outOfScopeCode({ audience, noun }: CollectionDefinition): ErrorCode {
  return audience.kind === 'everyone' ? 'sync.unknownDocument' : (`${noun}.outOfScope` as ErrorCode);
}

/** That the office does not know the document this one hangs on; null where it hangs on none. */
export function parentUnknownCode(definition: CollectionDefinition): ErrorCode | null {
  const parent = parentOf(definition);
  const { noun } = (parent === null ? undefined : COLLECTIONS[parent.of as CollectionName]) ?? {};
  return noun === undefined ? null : (`${definition.noun}.${noun}Unknown` as ErrorCode);
}

/** Every collection that hangs on this one, directly or through others, in the order of synchronisation. */
export function below(name: string): CollectionName[] {
  const found = new Set<string>([name]);
  for (const each of SYNC_ORDER) {
    const parent = parentOf(COLLECTIONS[each]);
    if (parent !== null && found.has(parent.of)) found.add(each);
  }
  return SYNC_ORDER.filter((each) => each !== name && found.has(each));
}

function inOrderOfParents(names: readonly CollectionName[]): CollectionName[] {
  const ordered: CollectionName[] = [];
  const rank = ({ audience }: { readonly audience: Audience }) => (audience.kind === 'everyone' ? 0 : 1);
  const waiting = [...names].sort((a, b) => rank(NOUNS[a]) - rank(NOUNS[b]));
  while (waiting.length > 0) {
    const at = waiting.findIndex((name) => {
      const parent = parentOf(COLLECTIONS[name]);
      return parent === null || ordered.some((each) => each === parent.of);
    });
    if (at < 0) throw new Error(`collections hang on one another, or on none: ${waiting.join(', ')}`);
    ordered.push(...waiting.splice(at, 1));
  }
  return ordered;
}
