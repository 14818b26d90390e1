/**
 * What a push changed, for the audit trail. The rows are written in the push's own transaction, so neither is ever
 * without the other.
 */
import { shortened } from '../../sync/rules/audited-text';
import type { ClientBase } from 'pg';
import type { DocumentFields } from '../../sync/collections/definition';
import type { SignedInMember } from '../lib/identity';
import { sameValue, type ConflictCard } from '../../sync/rules/document';
import { stampMs, type Stamp } from '../../sync/rules/stamp';

export type ChangeAction = 'create' | 'update' | 'delete' | 'restore' | 'conflict' | 'settle';
/** One document's change: only the fields that differ. */
export type DocumentChange = {
  readonly documentId: string;
  readonly action: ChangeAction;
  /** The device's clock as the server corrected it, milliseconds since 1970. */
  readonly deviceAtMs: number;
  readonly before: DocumentFields;
  readonly after: DocumentFields;
};
/**
 * Where a push came from. `importedBy` is the member who handed it in for the one who made the changes, `shapes` what
 * the build knows that wrote it (sync/protocol/version.ts).
 */
export type PushOrigin = {
  readonly ip: string;
  readonly importedBy: string | null;
  readonly shapes: number;
  /** Who hands it in where their own scope bounds it as well; left out where the author's alone does. */
  readonly importer?: SignedInMember;
  /** Whose role and team decide instead of the author's: they answer for it. */
  readonly rights?: Pick<SignedInMember, 'role' | 'teamId'>;
  /** What made the office write it: "job:…", "link:…", "import:…", "push:…"; left out where a person did. */
  readonly cause?: string;
};
export const FROM_NOWHERE: PushOrigin = { ip: '', importedBy: null, shapes: 0 };

/**
 * What became of a document, or null when nothing a person could see did. A value that lost against another one and
 * lies on a conflict card is a change of its own: it shows beside the value that stands. So is the decision to let it
 * go.
 */
export function changeOf(
  documentId: string,
  before: DocumentFields | null,
  after: DocumentFields,
  stamp: Stamp,
  cardsBefore: readonly ConflictCard[],
  cardsAfter: readonly ConflictCard[],
): DocumentChange | null {
  const names = (
    before === null
      ? Object.keys(after).filter((field) => !isEmpty(after[field]))
      : [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
          (field) => !sameValue(before[field], after[field]),
        )
  ).sort();
  const change = (action: ChangeAction, was: DocumentFields, is: DocumentFields): DocumentChange => ({
    documentId,
    action,
    deviceAtMs: stampMs(stamp),
    // Whoever brings it back wants all of it.
    before: was,
    after: mapped(is, shortened),
  });
  if (names.length > 0)
    return change(actionOf(before, after), before === null ? {} : pick(before, names), pick(after, names));
  const without = (cards: readonly ConflictCard[], others: readonly ConflictCard[]) =>
    cards.filter(({ id }) => !others.some((other) => other.id === id));
  const side = (cards: readonly ConflictCard[], which: 'shown' | 'hidden') =>
    Object.assign({}, ...cards.map((card) => card[which].values)) as DocumentFields;
  const added = without(cardsAfter, cardsBefore);
  if (added.length > 0) return change('conflict', side(added, 'shown'), side(added, 'hidden'));
  const settled = without(cardsBefore, cardsAfter);
  return settled.length === 0 ? null : change('settle', side(settled, 'hidden'), side(settled, 'shown'));
}

function actionOf(before: DocumentFields | null, after: DocumentFields): ChangeAction {
  if (before === null) return 'create';
  const was = !isEmpty(before['deletedAt']),
    is = !isEmpty(after['deletedAt']);
  return was === is ? 'update' : is ? 'delete' : 'restore';
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
function pick(fields: DocumentFields, names: readonly string[]): DocumentFields {
  const picked: Record<string, unknown> = {};
  for (const name of names) picked[name] = fields[name];
  return picked;
}
function mapped(fields: DocumentFields, by: (value: unknown) => unknown): DocumentFields {
  const all: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) all[name] = by(fields[name]);
  return all;
}

const INSERT = `
  INSERT INTO audit_events (at, device_at, member_id, device_id, ip, imported_by, cause, action, collection,
    document_id, before, after)
  SELECT $1, x.device_at, $2, $3, $4, $5, $6, x.action, $7, x.document_id, x.before, x.after
  FROM jsonb_to_recordset($8::jsonb) AS x(device_at timestamptz, action text, document_id uuid, before jsonb,
    after jsonb)`;

/** All changes of a slice in one statement. */
export async function writeChanges(
  client: ClientBase,
  by: { nowMs: number; memberId: string | null; deviceId: string; collection: string; origin: PushOrigin },
  changes: readonly DocumentChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ documentId, action, deviceAtMs, before, after }) => ({
    device_at: deviceAtMs === 0 ? null : new Date(deviceAtMs).toISOString(),
    action,
    document_id: documentId,
    before,
    after,
  }));
  await client.query({
    name: 'audit-push',
    text: INSERT,
    values: [
      new Date(by.nowMs),
      by.memberId,
      by.memberId === null ? null : by.deviceId,
      by.origin.ip,
      by.origin.importedBy,
      by.origin.cause ?? '',
      by.collection,
      JSON.stringify(rows),
    ],
  });
}
