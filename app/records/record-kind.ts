import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import {
  WRITABLE_COLLECTIONS,
  type CollectionName,
  type WritableCollectionName,
} from '../../sync/collections/registry';
import type { StoredByCollection } from '../database/saha-database';
import type { Formats } from '../i18n/formats';
import type { Text } from '../i18n/use-text';
import type { LazyAhead } from '../ui/lazy-ahead';

/** What a record is called, and where it can be opened. `icon`: where not all of its kind look the same. */
export type RecordWords = { readonly title: string; readonly href: string; readonly icon?: LucideIcon };

/**
 * What stands in a field, for whoever has to say it. `choice`: a word of `<collection>.<field>.`; `json`: nothing that
 * could be read out, only that it changed.
 */
export type FieldContent =
  | 'text'
  | 'number'
  | 'choice'
  | 'flag'
  | 'instant'
  | 'date'
  | 'member'
  | 'members'
  | 'country'
  | 'stage'
  | 'labels'
  | 'appointmentKind'
  | 'recurrence'
  | 'json';

/** The words of a field are `<collection>.field.<name>`, wherever it is named. */
export type RecordField = {
  readonly content: FieldContent;
  /** Two texts make sense one under the other. */
  readonly joins?: true;
  /** Written with every record, by the program: nobody reads a change in it. */
  readonly isSilent?: true;
  /** The customer said it, by their own link or by SMS; the office only writes it down. */
  readonly isCustomers?: true;
  /** Of a value that is no text, number or choice, or of a choice that has its words elsewhere: how people say it. */
  readonly say?: (value: unknown, tools: SayingTools) => string;
  /** Where `say` only counts: the value as its form says it, for whoever has to choose between two. */
  readonly Whole?: LazyAhead<{ readonly value: unknown }>;
  /** A key of the messages: what it means that nothing stands there. */
  readonly nothing?: string;
};

export type SayingTools = { readonly t: Text; readonly formats: Formats };

/** What one may look for in a customer's time; each has a word, `journey.group.<group>`. */
export const TIMELINE_GROUPS = [
  'calls',
  'visits',
  'notes',
  'appointments',
  'messages',
  'consents',
  'files',
  'changes',
] as const;
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number];

/** A record in a customer's time. */
export type TimelineKind<D> = {
  /** Ascending by an index of the store that begins with the customer. */
  readonly sort: readonly (keyof D & string)[];
  /** The instant at which it stands. */
  readonly at: (document: D) => string;
  /** `beside`: all of the noun that the customer has, this one among them. */
  readonly isShown: (document: D, beside: readonly D[]) => boolean;
  /** Something was had with the customer: it ends a silence. */
  readonly endsSilence: boolean;
  /** Of a document that is none of those. */
  readonly isQuiet?: (document: D, beside: readonly D[]) => boolean;
  /** Whether one came out of another of the same instant. */
  readonly follows?: (later: D, earlier: D) => boolean;
  /** By what one looks for it. Changes of what stands end no silence. */
  readonly group: (document: D) => TimelineGroup;
  readonly Item: LazyAhead<{
    readonly document: D;
    readonly beside: readonly D[];
    readonly nameOf: (memberId: string) => string;
  }>;
  /** Beside a conflict card that stands in the customer's time. */
  readonly conflictWords: (document: D, tools: SayingTools) => RecordWords;
};

/** A writable noun as the app's file says it (app/features/<noun>/<noun>.record.tsx). */
export type RecordKind<C extends CollectionName = CollectionName> = {
  readonly collection: C;
  readonly icon: LucideIcon;
  /** `customer` is the name of the customer it is or hangs on; '' where it hangs on none. */
  readonly wordsOf: (document: StoredByCollection[C], customer: string, tools: SayingTools) => RecordWords;
  /** Every field, and every unit of several fields, that the office keeps. */
  readonly fields: Readonly<Record<string, RecordField>>;
  readonly timeline?: TimelineKind<StoredByCollection[C]>;
  /** Where nothing but the outbox can mend what the office did not take: `of` are the codes that ask for it. */
  readonly correction?: {
    readonly of: readonly string[];
    readonly Dialog: ComponentType<{ readonly id: string; readonly onClose: () => void }>;
  };
  /** Codes of what would be refused for ever if it were sent again: where the record stands, one reads what to do. */
  readonly decidedWhereItStands?: readonly string[];
};

export type RecordKinds = { readonly [C in WritableCollectionName]: RecordKind<C> };

/** Which nouns lack their record, by name; the compiler says it of those in the list. */
export function lackingRecords(kinds: Readonly<Record<string, unknown>>): string[] {
  return WRITABLE_COLLECTIONS.flatMap((name) => (kinds[name] === undefined ? [`${name}: no record`] : []));
}
