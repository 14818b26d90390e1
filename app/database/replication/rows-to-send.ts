import type { PushRow } from '../../../sync/protocol/messages';
import type { LocalDocument } from '../../../sync/rules/local-document';
import { groupNames } from '../../../sync/rules/saves';

/** What is sent of documents with unsent work, in their order; those that were saved together bear the name of it. */
export function rowsOf(documents: readonly LocalDocument[]): PushRow[] {
  const names = groupNames(documents);
  return documents.map(({ id, sync }) => {
    const row: PushRow = { id, seen: sync.version, patch: sync.pending as PushRow['patch'] };
    const group = names.get(id);
    return group === undefined ? row : { ...row, group };
  });
}
