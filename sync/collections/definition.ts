import * as z from 'zod/mini';
import { matching } from '../rules/pattern';

/**
 * How two edits of one unit meet (sync/README.md §5).
 * latest   the later stamp wins, silently
 * text     the later stamp shows; when both sides wrote since the base, a clash is reported (it becomes a conflict
 * card)
 * greatest the greater value wins (instants of things that happened)
 * union    both sides' items are kept
 * once     the first write stays for ever
 * removal  an instant of deletion: a deletion that did not know of an edit loses to it, and a clash is reported
 * server   only the server writes it; what a device sends is ignored
 * settle   no field at all: names conflict cards that a person has settled
 */
export type MergePolicy = 'latest' | 'text' | 'greatest' | 'union' | 'once' | 'removal' | 'server' | 'settle';

/** A unit is one field, or several that only make sense together; it has one stamp. */
export type Unit = { readonly fields: readonly string[]; readonly merge: MergePolicy };

export type CollectionName = 'customers' | 'countries' | 'appointments' | 'interactions' | 'members';

export type CollectionDefinition = {
  readonly name: CollectionName;
  /** Devices may write it (false: pull only). */
  readonly writable: boolean;
  /** The shape of a whole document's own fields, sync bookkeeping left out. */
  readonly shape: z.ZodMiniObject;
  readonly units: Readonly<Record<string, Unit>>;
};

export type DocumentFields = Readonly<Record<string, unknown>>;

/** One field per unit, all with the same policy. */
export function units<const F extends readonly string[]>(merge: MergePolicy, fields: F): Record<F[number], Unit> {
  return Object.fromEntries(fields.map((field) => [field, { fields: [field], merge }])) as unknown as Record<
    F[number],
    Unit
  >;
}

/** Which unit each field belongs to; fields nobody declared are their own unit with policy `latest`. */
export function unitOfField(definition: CollectionDefinition, field: string): string {
  for (const [name, unit] of Object.entries(definition.units)) if (unit.fields.includes(field)) return name;
  return field;
}

/** The unit of every collection that carries settlements: ids of conflict cards (sync/README.md §5.8). */
export const SETTLED_CARDS = 'settledCards';
const SETTLING: Unit = { fields: [SETTLED_CARDS], merge: 'settle' };

export function unitNamed(definition: CollectionDefinition, name: string): Unit {
  return definition.units[name] ?? (name === SETTLED_CARDS ? SETTLING : { fields: [name], merge: 'latest' });
}

export const documentId = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 36);
/** An ISO-8601 UTC instant with milliseconds, as Date.prototype.toISOString writes it: the only form that is stored. */
export const instant = z.string().check(
  z.maxLength(24, { abort: true }),
  z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/),
  z.refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value),
);
export const instantOrNone = z.union([z.literal(''), instant]);
export const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));
