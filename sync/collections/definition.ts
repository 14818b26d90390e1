import * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import type { Role } from './role';

/**
 * How two edits of one unit meet (sync/README.md §5).
 * - `text`: the later stamp shows; when both sides wrote since the base, a clash is reported (it becomes a card)
 * - `latest`: the same, for a choice instead of words; silently where the unit says so
 * - `greatest`: the greater value wins (instants of things that happened)
 * - `greatestPerKey`: the same, key by key of a map; a side that lacks a key leaves it as it is
 * - `union`: both sides' items are kept
 * - `once`: the first write stays for ever
 * - `state`: accepted over what the writer knew, or where the field's `leads` says so; else this unit alone is refused
 * - `removal`: an instant of deletion: a deletion that did not know of an edit loses to it, and a clash is reported
 * - `server`: only the server writes it; what a device sends is ignored
 * - `settle`: no field at all: names conflict cards that a person has settled
 */
export type MergePolicy =
  | 'latest'
  | 'text'
  | 'greatest'
  | 'greatestPerKey'
  | 'union'
  | 'once'
  | 'state'
  | 'removal'
  | 'server'
  | 'settle';

/** A unit is one field, or several that only make sense together; it has one stamp. */
export type Unit = {
  readonly fields: readonly string[];
  readonly merge: MergePolicy;
  /** Of a `latest` unit: what loses needs nobody's decision. */
  readonly isSilent?: true;
};

/**
 * Who has a document on the device.
 * - `everyone`: every member
 * - `customer`: whoever sees the customer: the document is one
 * - `child`: whoever sees the document of collection `of` that the field `by` names: a customer, or a conversation
 * - `team`: whoever made it (`by`, a member id), the members of the team in the field `team`, admins
 * - `line`: with the customer in the field `customer`; while that is '', those who may use the line in the field `line`
 */
export type Audience =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'customer' }
  | { readonly kind: 'child'; readonly of: string; readonly by: string }
  | { readonly kind: 'team'; readonly by: string; readonly team: string }
  | { readonly kind: 'line'; readonly customer: string; readonly line: string };

/** What is older than so many whole months, by the instant in the field `by`, is not kept on devices. */
export type Window = { readonly by: string; readonly months: number };

export type DocumentFields = Readonly<Record<string, unknown>>;

export type FieldDescription = {
  readonly shape: z.ZodMiniType;
  readonly merge: MergePolicy;
  /** Of a `latest` field that is a unit of its own: what loses needs nobody's decision. */
  readonly isSilent?: true;
  /** The unit it belongs to, where that has several fields; else the field is a unit of its own. */
  readonly unit?: string;
  /**
   * What a document has where it lacks the field, on reading too and on both ends: its maker, perhaps an older build,
   * did not know it. Left out where the maker must say.
   */
  readonly empty?: unknown;
  /**
   * Of policy `state`, a field that is a unit of its own: whether a step may be taken from what stands, unknown or not.
   */
  readonly leads?: (from: unknown, to: unknown) => boolean;
  /** Never leaves the server for these roles, nor may be written by them. */
  readonly hiddenFrom?: readonly Role[];
  /**
   * Characters of the longest value, where the device's store has an index over it (a new one is a new store version).
   */
  readonly indexed?: number;
  /**
   * The number of shapes (SHAPES in sync/protocol/version.ts) that brought it; 0 where it was there from the beginning.
   */
  readonly since?: number;
};

/** What the store keeps beside the fields because an index needs it. */
export type DerivedField = {
  readonly maxLength: number;
  readonly make: (fields: DocumentFields) => string;
};

/** A patch and what it meets, as far as `adapt` may look at them (rules/document.ts: Patch, MasterDocument). */
export type PatchUnit = { readonly base: string; readonly values: DocumentFields };
export type Adapt = <U extends PatchUnit>(
  patch: Readonly<Record<string, U>>,
  master: { readonly fields: DocumentFields; readonly stamps: Readonly<Record<string, string>> },
) => Readonly<Record<string, U>>;

/** A noun as its file says it. */
export type NounDescription<Name extends string, F extends Readonly<Record<string, FieldDescription>>> = {
  readonly name: Name;
  /** One of them, as error codes begin: `customer` in `customer.outOfScope`. */
  readonly noun: string;
  readonly audience: Audience;
  /** Devices may write it (false: pull only). */
  readonly writable: boolean;
  /** What was written stays: every field is of policy `once`, and the database holds it. */
  readonly appendOnly?: true;
  readonly window?: Window;
  /** What must reach the office although its maker may see what it hangs on no more: by the fields of a document. */
  readonly mustArrive?: (fields: DocumentFields) => boolean;
  /** Shape of the id; a UUID where nothing is said. */
  readonly id?: z.ZodMiniType<string>;
  readonly since?: number;
  readonly fields: F;
  readonly derived?: Readonly<Record<string, DerivedField>>;
  /** What a patch means over what stands, before the two are merged. */
  readonly adapt?: Adapt;
  /** Indexes of the device's store, beside those over the bookkeeping. */
  readonly indexes?: readonly (readonly string[])[];
};

export type CollectionDefinition = {
  readonly name: string;
  readonly noun: string;
  readonly audience: Audience;
  readonly writable: boolean;
  readonly appendOnly: boolean;
  readonly window: Window | null;
  readonly mustArrive: (fields: DocumentFields) => boolean;
  readonly since: number;
  /** The shape of a whole document's own fields, sync bookkeeping left out. */
  readonly shape: z.ZodMiniObject;
  readonly fields: Readonly<Record<string, FieldDescription>>;
  readonly units: Readonly<Record<string, Unit>>;
  /** By field, for those that have one. */
  readonly empties: DocumentFields;
  readonly derived: Readonly<Record<string, DerivedField>>;
  readonly adapt: Adapt | null;
  readonly indexes: readonly (readonly string[])[];
};

type ShapeOf<F extends Readonly<Record<string, FieldDescription>>> = z.ZodMiniObject<
  { id: z.ZodMiniType<string> } & { -readonly [K in keyof F]: F[K]['shape'] }
>;

/**
 * A noun with everything that follows from its description. Throws where the description contradicts itself, so that no
 * build with such a noun ever starts.
 */
export function collection<
  const Name extends string,
  const Writable extends boolean,
  const F extends Readonly<Record<string, FieldDescription>>,
>(described: NounDescription<Name, F> & { readonly writable: Writable }) {
  const { name, fields } = described;
  const wrong = (what: string) => new Error(`${name}: ${what}`);
  const units: Record<string, { fields: string[]; merge: MergePolicy; isSilent?: true }> = {};
  for (const [field, { unit = field, merge, isSilent }] of Object.entries<FieldDescription>(fields)) {
    const known = (units[unit] ??= isSilent === true ? { fields: [], merge, isSilent } : { fields: [], merge });
    if (known.merge !== merge) throw wrong(`the fields of ${unit} merge in different ways`);
    if (unit !== field && unit in fields) throw wrong(`${unit} is the name of a field and of a unit`);
    known.fields.push(field);
  }
  if (Object.values(units).filter(({ merge }) => merge === 'removal').length > 1)
    throw wrong('a document is removed in one way');
  for (const { merge } of Object.values(units))
    if (described.appendOnly === true && merge !== 'once' && merge !== 'server')
      throw wrong('what is append-only merges by "once"');
  const empties = Object.fromEntries(
    Object.entries<FieldDescription>(fields).flatMap(([field, { empty }]) =>
      empty === undefined ? [] : [[field, empty]],
    ),
  );
  const indexes = described.indexes ?? [];
  const derived = described.derived ?? {};
  for (const field of indexes.flat())
    if (fields[field]?.indexed === undefined && !(field in derived)) throw wrong(`${field} has no length to index`);
  const shape = z.object({
    id: described.id ?? documentId,
    ...Object.fromEntries(Object.entries<FieldDescription>(fields).map(([field, one]) => [field, one.shape])),
  }) as unknown as ShapeOf<F>;
  return {
    name,
    noun: described.noun,
    audience: described.audience,
    writable: described.writable,
    appendOnly: described.appendOnly === true,
    window: described.window ?? null,
    mustArrive: described.mustArrive ?? (() => false),
    since: described.since ?? 0,
    shape,
    fields,
    units,
    empties,
    derived,
    adapt: described.adapt ?? null,
    indexes,
  };
}

/** Which unit each field belongs to; fields nobody declared are their own unit with policy `latest`. */
export function unitOfField(definition: CollectionDefinition, field: string): string {
  return definition.fields[field]?.unit ?? field;
}

/** The fields of a collection that a build of these shapes does not know. */
export function newerFields({ fields }: CollectionDefinition, shapes: number): readonly string[] {
  return Object.keys(fields).filter((field) => (fields[field]?.since ?? 0) > shapes);
}

/** Whether what a unit comes to is no edit of anybody: it only grows, whoever writes, and asks nobody. */
export const onlyGrows = (policy: MergePolicy) => policy === 'greatest' || policy === 'greatestPerKey';

/** Whether two values of the unit that met without knowing of each other go on a conflict card. */
export function makesCards(definition: CollectionDefinition, name: string): boolean {
  const unit = definition.units[name];
  return unit?.merge === 'text' || (unit?.merge === 'latest' && unit.isSilent !== true);
}

/** The unit of every collection that carries settlements: ids of conflict cards (sync/README.md §5.8). */
export const SETTLED_CARDS = 'settledCards';
const SETTLING: Unit = { fields: [SETTLED_CARDS], merge: 'settle' };

export function unitNamed(definition: CollectionDefinition, name: string): Unit {
  return definition.units[name] ?? (name === SETTLED_CARDS ? SETTLING : { fields: [name], merge: 'latest' });
}

export const documentId = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 36);
export const idOrNone = z.union([z.literal(''), documentId]);
/** An ISO-8601 UTC instant with milliseconds, as Date.prototype.toISOString writes it: the only form that is stored. */
export const instant = z.string().check(
  z.maxLength(24, { abort: true }),
  z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/),
  z.refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value),
);
export const instantOrNone = z.union([z.literal(''), instant]);
export const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** A field that may be empty: of text where nothing else is said. */
export function field<S extends z.ZodMiniType, O extends Omit<FieldDescription, 'shape' | 'merge'>>(
  shape: S,
  merge: MergePolicy,
  options?: O,
): { readonly shape: S; readonly merge: MergePolicy } & Omit<FieldDescription, 'shape' | 'merge'> {
  return { shape, merge, ...options };
}
