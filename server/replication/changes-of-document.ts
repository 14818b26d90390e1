import * as z from 'zod/mini';
import { documentId, type DocumentFields } from '../../sync/collections/definition';
import type { CollectionName } from '../../sync/collections/registry';
import { collectionName } from '../../sync/protocol/messages';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import { hiddenFields, Parameters, scopeCondition } from './scope';
import { TABLES } from './tables';
import { holdsCustomers } from '../../sync/collections/registry';

const PAGE_ROWS = 30;

export const changesInput = z.object({
  collection: collectionName,
  id: documentId,
  /** Where the page before ended. */
  cursor: z.nullable(z.string().check(z.regex(/^\d{1,18}$/))),
});

export type ChangeEntry = {
  readonly id: string;
  /** The document that changed: of a customer, it may be one that was merged into them. */
  readonly documentId: string;
  readonly action: string;
  /** '' where the office itself did it. */
  readonly memberId: string;
  readonly deviceLabel: string;
  /** When the office took it, an instant. */
  readonly at: string;
  /** When the person did it by their device's clock as the office corrected it; '' where there was no device. */
  readonly deviceAt: string;
  /** Who handed it in, where that was somebody else; '' otherwise. */
  readonly importedBy: string;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
};
export type ChangePage = { readonly entries: readonly ChangeEntry[]; readonly cursor: string | null };

type Row = {
  id: string;
  documentId: string;
  action: string;
  memberId: string | null;
  deviceLabel: string | null;
  at: string;
  deviceAt: string | null;
  importedBy: string | null;
  before: DocumentFields;
  after: DocumentFields;
};

/**
 * Who changed what of a document, newest first, and of a customer also of those who were merged into them. Only of
 * documents the caller sees at this moment, without the fields the caller may not see; anything else is as unknown as
 * none: sync.unknownDocument.
 */
export async function changesOfDocument(
  deps: Deps,
  member: SignedInMember,
  input: z.infer<typeof changesInput>,
): Promise<ChangePage> {
  // Everybody sees the people of the office; what was done to somebody's account is theirs and the admins' to read.
  if (input.collection === 'members' && member.role !== 'admin' && input.id !== member.id)
    throw new CodedError('auth.forbidden', {}, 403);
  const table = TABLES[input.collection];
  const parameters = new Parameters();
  const seen = await deps.pool.query<{ id: string }>(
    `SELECT d.id::text FROM ${table.table} d WHERE ${idsOf(input.collection, parameters.add(input.id))}
      AND ${scopeCondition(table, member, 'd', parameters)}`,
    parameters.values,
  );
  const ids = seen.rows.map(({ id }) => id);
  if (!ids.includes(input.id)) throw new CodedError('sync.unknownDocument', {}, 404);

  const { rows } = await deps.pool.query<Row>(
    `SELECT e.id::text, e.document_id AS "documentId", e.action, e.member_id AS "memberId", v.label AS "deviceLabel", e.at, e.device_at AS "deviceAt",
      e.imported_by AS "importedBy", e.before, e.after
     FROM audit_events e LEFT JOIN devices v ON v.id = e.device_id
     WHERE e.document_id = ANY($1) AND e.collection = $2 AND ($3::bigint IS NULL OR e.id < $3::bigint)
     ORDER BY e.id DESC LIMIT $4`,
    [ids, input.collection, input.cursor, PAGE_ROWS + 1],
  );
  const hidden = hiddenFields(input.collection, member.role);
  const page = rows.slice(0, PAGE_ROWS);
  return {
    entries: page.map((row) => entryOf(row, hidden)).filter((entry) => entry.changes.length > 0),
    cursor: rows.length > PAGE_ROWS ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The document, and whose it is too: what was merged into a customer is read with them. */
const idsOf = (collection: CollectionName, id: string) =>
  holdsCustomers(collection) ? `(d.id = ${id} OR d.root_id = ${id})` : `d.id = ${id}`;

function entryOf({ before, after, ...row }: Row, hidden: readonly string[]): ChangeEntry {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !hidden.includes(field))
    .sort();
  return {
    id: row.id,
    documentId: row.documentId,
    action: row.action,
    at: row.at,
    memberId: row.memberId ?? '',
    deviceLabel: row.deviceLabel ?? '',
    deviceAt: row.deviceAt ?? '',
    importedBy: row.importedBy ?? '',
    changes: fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
  };
}
