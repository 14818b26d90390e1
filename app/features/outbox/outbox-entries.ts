import type { WritableCollectionName } from '../../../sync/collections/registry';
import { SETTLED_CARDS } from '../../../sync/collections/definition';
import { isRefused } from '../../../sync/rules/local-document';
import { stampMs } from '../../../sync/rules/stamp';
import type { Rejection, SyncFields } from '../../../sync/rules/local-document';
import type { RecordField } from '../../records/record-kind';
import { isRemains } from '../../database/is-remains';

/** A record with work the office does not have. */
export type OutboxEntry = {
  readonly collection: WritableCollectionName;
  readonly id: string;
  /** As it stands on the device. */
  readonly document: StoredDocument;
  /**
   * How the office would learn of it: as a new record, as a removal, as a decision alone, or as changes to these units.
   */
  readonly change:
    | { readonly kind: 'created' }
    | { readonly kind: 'removed' }
    | { readonly kind: 'settled' }
    | { readonly kind: 'edited'; readonly units: readonly string[] };
  /** When it was last changed here, an instant. */
  readonly changedAt: string;
  readonly rejection: Rejection | null;
  /** The record itself left the device: there is nothing to open. */
  readonly isRemains: boolean;
  /** What was written and has not been sent, by field. */
  readonly unsent: Readonly<Record<string, unknown>>;
  /** What the office has in the fields that were changed. */
  readonly before: Readonly<Record<string, unknown>>;
};

type StoredDocument = {
  readonly createdAt?: unknown;
  readonly id: string;
  readonly outbox: string;
  readonly sync: Omit<SyncFields, 'outbox'>;
};

export function outboxEntry(collection: WritableCollectionName, document: StoredDocument): OutboxEntry {
  const { pending, version, rejection, confirmed } = document.sync;
  const unsent: Record<string, unknown> = Object.assign({}, ...Object.values(pending).map((edit) => edit.values));
  const isRemoved = typeof unsent['deletedAt'] === 'string' && unsent['deletedAt'] !== '';
  const units = Object.keys(pending)
    .filter((unit) => unit !== SETTLED_CARDS)
    .sort();
  return {
    collection,
    id: document.id,
    document,
    unsent,
    before: confirmed,
    isRemains: isRemains(document),
    change: isRemoved
      ? { kind: 'removed' }
      : version === 0 && 'createdAt' in unsent
        ? { kind: 'created' }
        : units.length === 0
          ? { kind: 'settled' }
          : { kind: 'edited', units },
    changedAt: new Date(stampMs(document.outbox.slice(1))).toISOString(),
    rejection: isRefused(document.outbox) ? rejection : null,
  };
}

/** What needs a person first, what was refused for one reason together; then what waits, each the longest first. */
export function orderOutbox(entries: readonly OutboxEntry[]): { refused: OutboxEntry[]; waiting: OutboxEntry[] } {
  const byAge = [...entries].sort((a, b) =>
    a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : a.id < b.id ? -1 : 1,
  );
  const byReason = new Map<string, OutboxEntry[]>();
  for (const entry of byAge)
    if (entry.rejection !== null)
      byReason.set(reasonOf(entry.rejection), [...(byReason.get(reasonOf(entry.rejection)) ?? []), entry]);
  return {
    refused: [...byReason.values()].flat(),
    waiting: byAge.filter((entry) => entry.rejection === null),
  };
}

/** The same for two records that were refused in the same words. */
export const reasonOf = ({ code, params }: Rejection): string => JSON.stringify([code, params]);

/** What was written, as text to keep elsewhere before it is given up; one line each, empty values left out. */
export function unsentText(
  entry: OutboxEntry,
  fields: Readonly<Record<string, RecordField>>,
  labelOf: (field: string) => string,
): string {
  // What a person typed: names of people and times they picked say nothing in a copy.
  const isTyped = (field: string) => ['text', 'number', 'choice', 'stage'].includes(fields[field]?.content ?? 'text');
  return Object.entries(entry.unsent)
    .filter(
      ([field, value]) =>
        isTyped(field) &&
        fields[field]?.isSilent !== true &&
        field !== 'zone' &&
        value !== '' &&
        value !== 0 &&
        (typeof value === 'string' || typeof value === 'number'),
    )
    .map(([field, value]) => `${labelOf(field)}: ${String(value)}`)
    .join('\n');
}
