import {
  LEADERS_TARGETS,
  MAX_IMPORT_NAME,
  MAX_OPEN_IMPORTS,
  type ImportDefaults,
  type ImportTarget,
} from '../../../sync/rules/import';
import { guessColumns } from '../../../sync/rules/import-columns';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { Role } from '../../../sync/collections/role';
import type { SignedInMember } from '../../lib/identity';
import { cutText, storableText } from '../../lib/storable';
import { officeSettings } from '../settings/office-settings';
import { countOpen, insertImport, readAnyImport, type Import } from './imports.store';
import type { Table } from './table';
import { readTableApart } from './table-thread';

const SAMPLES = 3;
const SAMPLE_LENGTH = 80;

/** What somebody may say a column is. */
export const mayTarget = (role: Role, target: ImportTarget) => role !== 'agent' || !LEADERS_TARGETS.includes(target);

/**
 * A file that somebody brought, to be looked at. The device gives the id: a second try after a lost answer finds what
 * the first has left. Throws import.unknown where the id is somebody else's, import.tooMany, and what reading it does.
 */
export async function receiveImport(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  { id, fileName, bytes }: { readonly id: string; readonly fileName: string; readonly bytes: Uint8Array },
  read: (bytes: Uint8Array) => Promise<Table> = readTableApart,
): Promise<Pick<Import, 'id' | 'state'>> {
  const standing = await standingOf(deps, member, id);
  if (standing !== null) return standing;
  if ((await countOpen(deps.pool, member.id)) >= MAX_OPEN_IMPORTS)
    throw new CodedError('import.tooMany', { most: MAX_OPEN_IMPORTS }, 409);
  const table = await read(bytes);
  const made = {
    id,
    createdBy: member.id,
    createdAt: new Date(deps.now()).toISOString(),
    fileName: cutText(storableText(fileName), MAX_IMPORT_NAME),
    samples: samplesOf(table),
    columns: guessColumns(table.headers, (target) => mayTarget(member.role, target)),
    defaults: await firstDefaults(deps, member),
  };
  const isFirst = await inTransaction(deps.pool, (client) => insertImport(client, made, table));
  if (isFirst) return { id, state: 'columns' };
  const other = await standingOf(deps, member, id);
  if (other === null) throw new CodedError('import.unknown', {}, 404);
  return other;
}

/** Null: there is none of this id. */
async function standingOf({ pool }: Pick<Deps, 'pool'>, member: SignedInMember, id: string) {
  const standing = await readAnyImport(pool, id);
  if (standing === null) return null;
  if (standing.createdBy !== member.id) throw new CodedError('import.unknown', {}, 404);
  return { id, state: standing.state };
}

/** By column the first values that are any. */
export function samplesOf({ headers, rows }: Table): string[][] {
  return headers.map((_, column) => {
    const found: string[] = [];
    for (const { cells } of rows) {
      const value = (cells[column] ?? '').trim();
      if (value !== '' && !found.includes(value)) found.push(cutText(value, SAMPLE_LENGTH));
      if (found.length === SAMPLES) break;
    }
    return found;
  });
}

async function firstDefaults({ pool }: Pick<Deps, 'pool'>, { id }: SignedInMember): Promise<ImportDefaults> {
  const { stages } = await officeSettings(pool);
  const stage = stages.find(({ kind, isArchived }) => kind === 'open' && !isArchived) ?? stages[0];
  return { phoneCountryId: 'TR', source: 'other', stage: stage?.id ?? 'new', ownerId: id };
}
