import { FILE_UNDO_DAYS } from '../../../sync/rules/file-types';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { maySeeCustomer, type Viewer } from '../customers/may-see-customer';
import { customerIdOfFile, customerOf, deletedFiles, type DeletedFile } from './files.store';

const DAY_MS = 86_400_000;

/**
 * What was deleted of a customer's files and can be brought back. Throws `file.unknown` for a customer out of scope.
 */
export async function listDeleted(
  { pool, now }: Pick<Deps, 'pool' | 'now'>,
  viewer: Viewer,
  customerId: string,
): Promise<DeletedFile[]> {
  const customer = await customerOf(pool, customerId);
  if (customer === null || !maySeeCustomer(viewer, customer)) throw new CodedError('file.unknown', {}, 404);
  return deletedFiles(pool, customerId, new Date(now() - FILE_UNDO_DAYS * DAY_MS).toISOString());
}

/** Undoes a deletion; of what stands nothing changes. */
export async function bringBack(
  deps: Pick<Deps, 'pool' | 'now' | 'writeAsOffice'>,
  viewer: Viewer,
  id: string,
): Promise<void> {
  const customerId = await customerIdOfFile(deps.pool, id);
  const deleted = customerId === null ? [] : await listDeleted(deps, viewer, customerId);
  if (!deleted.some((file) => file.id === id)) throw new CodedError('file.unknown', {}, 404);
  await deps.writeAsOffice('files', [{ id, values: { deletedAt: '' } }], `member:${viewer.id}`);
}
