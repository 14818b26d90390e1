import type { ClientBase } from 'pg';
import type { JournalLine } from '../db/journal';
import type { CollectionDefinition, DocumentFields } from '../../sync/collections/definition';
import type { PushRow } from '../../sync/protocol/messages';
import type { SignedInMember } from './identity';
import type { Change, PushFacts, PushRule } from './push-rule';
import type { Parameters } from './sql-parameters';

/**
 * How a field lies in its table. On the wire instants are ISO strings in UTC with milliseconds and "nothing" is ''; in
 * the table instants are timestamptz and nothing is NULL. `json` is jsonb, `texts` text[].
 */
export type ColumnKind =
  | 'text'
  | 'uuid'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'instant'
  | 'uuids'
  | 'texts'
  | 'json'
  | 'textOrNone'
  | 'uuidOrNone'
  | 'instantOrNone';

/** `expression` reads a row called `d`, where the field is no plain column of the table; it is never written. */
export type ColumnDescription = ColumnKind | { readonly kind: ColumnKind; readonly expression: string };

/** Of what a rule asks about beside the row: ids are gathered from the whole push and looked up by one statement. */
export type FactSource = {
  /** Under which `facts.of` holds what was found. */
  readonly name: string;
  /** `$1` is the array of ids; every row has an `id`. */
  readonly text: string;
  readonly idType: 'uuid' | 'text';
};

/** What an effect of a push may do: it runs in the push's transaction, after the rows were written. */
export type EffectContext = {
  readonly client: ClientBase;
  readonly nowMs: number;
  /** The member who pushed; null where the office wrote. */
  readonly memberId: string | null;
  /** Tells devices after the commit that something changed in these collections as well. */
  readonly touch: (collections: readonly string[]) => void;
  /** Wakes a job after the commit. */
  readonly wake: (job: string) => void;
  /** Writes other documents as the office, in this transaction; `touch` what it answers as touched. */
  readonly write: WriteWithin;
};
/** What the office wants of a document: values, or what becomes of those that stand (null: nothing; none yet: null). */
export type OfficeWrite = {
  readonly id: string;
  readonly values: DocumentFields | ((stands: DocumentFields | null) => DocumentFields | null);
};
export type OfficeOutcome = {
  readonly id: string;
  readonly outcome: 'written' | 'unchanged' | 'refused';
  readonly code?: string;
};
export type WriteWithin = (
  collection: string,
  writes: readonly OfficeWrite[],
) => Promise<{ outcomes: OfficeOutcome[]; touched: readonly string[] }>;
export type WrittenDocument = {
  readonly id: string;
  /** Null: it is new. */
  readonly before: DocumentFields | null;
  readonly after: DocumentFields;
};

/**
 * What a build of older shapes pushed onto a document that stands, where it means another one: that one's id, and the
 * patch that makes it or is merged into it. Null: what it says.
 */
export type Redirect = (
  row: PushRow,
  stands: DocumentFields,
  by: { readonly shapes: number; readonly memberId: string; readonly nowIso: string },
) => { readonly id: string; readonly patch: PushRow['patch'] } | null;

/** A noun as the server's file says it, beside its description in sync/collections. */
export type NounReplication = {
  readonly definition: CollectionDefinition;
  /** By field, for every field of the description; the column is the field's name in snake_case. */
  readonly columns: Readonly<Record<string, ColumnDescription>>;
  readonly idType?: 'text';
  /**
   * The condition that `member` sees a row of its table called `alias`: of the audience `customer`, and of `line` while
   * the row is no customer's.
   */
  readonly inScope?: (member: SignedInMember, alias: string, parameters: Parameters) => string;
  /** Before the merge: may this person ask for this at all? Left out where devices do not write it. */
  readonly mayPush?: PushRule;
  /** After the merge and the check of the shape: does the document make sense? */
  readonly check?: PushRule;
  /** By field, whose ids stand in it: `members`, `customers`, `countries`, or the name of a source of its own. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly factSources?: readonly FactSource[];
  /** By field that is pushed, fields of the stored document whose facts a rule then needs. */
  readonly factsBeside?: Readonly<Record<string, readonly string[]>>;
  /**
   * Rows that hold still from before the rows of a push are looked at until they are committed. Where nothing is said,
   * the document each hangs on, against changing hands. `forUpdate`: writing the row writes to those as well.
   */
  readonly holds?: { readonly table: string; readonly field: string; readonly forUpdate?: true };
  /** What the server adds: fields of policy `server`. */
  readonly complete?: (before: DocumentFields | null, merged: DocumentFields, facts: PushFacts) => DocumentFields;
  /** Fields of policy `server` as a device shows them in a document it has just made. */
  readonly bornAs?: (facts: PushFacts) => DocumentFields;
  /** Whether the pusher sees the document as it is after the push; left out where pushing it cannot change that. */
  readonly staysInScope?: (after: Change['after'], facts: PushFacts) => boolean;
  /** Collections that change with every write of this one, by trigger. */
  readonly alsoChanges?: readonly string[];
  /**
   * What the office must not forget of these documents even with its database (db/journal.ts); kept after the commit
   * and before anybody is told. Asked for all that were not refused: whoever asks again may not have been answered.
   */
  readonly keeps?: (client: ClientBase, ids: readonly string[]) => Promise<readonly JournalLine[]>;
  readonly redirect?: Redirect;
  /** What follows from the write, in its transaction. What it throws refuses the whole push. */
  readonly effects?: (context: EffectContext, written: readonly WrittenDocument[]) => Promise<void>;
};

type Effects = NonNullable<NounReplication['effects']>;
/** The noun with what else follows from writing it, after its own effects. */
export function alsoFollowedBy(noun: NounReplication, effects: Effects): NounReplication {
  return {
    ...noun,
    effects: async (context, written) => {
      await noun.effects?.(context, written);
      await effects(context, written);
    },
  };
}
