import type { ImportDefaults, ImportMode, ImportTarget } from '../../../sync/rules/import';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { officeSettings } from '../settings/office-settings';
import { setColumns, type Import } from './imports.store';
import { readColleagues } from './office.store';
import { mayTarget } from './receive-import';
import { importOf } from './show-imports';
import { mayBringFor } from './words-of-office';

export const RUN_IMPORTS = 'run-imports';
const NAMED_BY: readonly ImportTarget[] = ['firstName', 'lastName', 'fullName', 'email', 'phone', 'altPhone'];

/**
 * Says what the columns are and what is to be done; its rows are compared anew with the office's customers, and what
 * somebody had said of single rows is asked again. Throws import.unknown, import.wrongState once it has begun,
 * import.columnTwice, import.columnForbidden, import.nobodyNamed where no column says who somebody is,
 * import.stageUnknown, import.ownerForbidden.
 */
export async function chooseColumns(
  deps: Deps,
  member: SignedInMember,
  {
    id,
    columns,
    mode,
    defaults,
  }: {
    readonly id: string;
    readonly columns: readonly (ImportTarget | null)[];
    readonly mode: ImportMode;
    readonly defaults: ImportDefaults;
  },
): Promise<Pick<Import, 'state'>> {
  const { headers, createdBy } = await importOf(deps, member, id);
  // It is brought with the rights of whoever brought it: nobody else says how.
  if (createdBy !== member.id) throw new CodedError('auth.forbidden', {}, 403);
  const chosen = Array.from({ length: headers.length }, (_, at) => columns[at] ?? null);
  const targets = chosen.filter((target) => target !== null);
  if (new Set(targets).size < targets.length) throw new CodedError('import.columnTwice', {}, 409);
  if (!targets.every((target) => mayTarget(member.role, target)))
    throw new CodedError('import.columnForbidden', {}, 403);
  if (!targets.some((target) => NAMED_BY.includes(target))) throw new CodedError('import.nobodyNamed', {}, 409);
  const { stages } = await officeSettings(deps.pool);
  if (!stages.some((stage) => stage.id === defaults.stage && !stage.isArchived))
    throw new CodedError('import.stageUnknown', {}, 409);
  const owner = (await readColleagues(deps.pool)).find((one) => one.id === defaults.ownerId);
  if (owner === undefined || !mayBringFor(member, owner)) throw new CodedError('import.ownerForbidden', {}, 409);
  const at = new Date(deps.now()).toISOString();
  const isSet = await inTransaction(deps.pool, (client) =>
    setColumns(client, id, { columns: chosen, mode, defaults }, at),
  );
  if (!isSet) throw new CodedError('import.wrongState', {}, 409);
  deps.jobs.wake(RUN_IMPORTS);
  return { state: 'checking' };
}
