/** What people do with an import. Each is one statement on its state: the second press finds it done. */
import type { Deps } from '../../deps';
import { recordAudit, type Actor, type AuditedAction } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { deleteImport, moveImport, type Import } from './imports.store';
import { RUN_IMPORTS } from './set-columns';
import { importOf, showImport } from './show-imports';

type State = Pick<Import, 'state'>;

/**
 * Writes what was shown, or goes on with what is left of it. Two presses begin one run. Throws import.unknown,
 * auth.forbidden where somebody else brought the file, import.wrongState, import.rowsGone, import.nothingToDo.
 */
export async function startImport(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<State> {
  const { import: one, toTake } = await showImport(deps, member, id);
  if (one.createdBy !== member.id) throw new CodedError('auth.forbidden', {}, 403);
  if (one.state === 'running') return { state: 'running' };
  if (!['ready', 'stopped', 'done'].includes(one.state)) throw new CodedError('import.wrongState', {}, 409);
  if (one.rowsGoneAt !== null) throw new CodedError('import.rowsGone', {}, 410);
  if (toTake === 0) throw new CodedError('import.nothingToDo', {}, 409);
  await move(deps, by, one, ['ready', 'stopped', 'done'], 'running', 'import.started', { count: toTake });
  deps.jobs.wake(RUN_IMPORTS);
  return stateOf(deps, member, id);
}

/** What is written stays. Throws import.unknown, import.wrongState. */
export async function stopImport(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<State> {
  const one = await importOf(deps, member, id);
  const isDone = await move(deps, by, one, ['running'], 'stopped', 'import.stopped', {});
  if (!isDone && !['stopped', 'done'].includes((await importOf(deps, member, id)).state))
    throw new CodedError('import.wrongState', {}, 409);
  return stateOf(deps, member, id);
}

/**
 * Takes back what is still as the import left it; what somebody has changed since stays, and is named. Throws
 * import.unknown, import.wrongState, import.rowsGone.
 */
export async function revertImport(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<State> {
  const one = await importOf(deps, member, id);
  if (one.rowsGoneAt !== null) throw new CodedError('import.rowsGone', {}, 410);
  const isDone = await move(deps, by, one, ['done', 'stopped'], 'reverting', 'import.reverted', {});
  if (!isDone && !['reverting', 'reverted'].includes((await importOf(deps, member, id)).state))
    throw new CodedError('import.wrongState', {}, 409);
  deps.jobs.wake(RUN_IMPORTS);
  return stateOf(deps, member, id);
}

/** A file of which nothing is written goes, with its rows. Throws import.unknown, import.wrongState. */
export async function discardImport(deps: Deps, member: SignedInMember, by: Actor, id: string): Promise<void> {
  const one = await importOf(deps, member, id);
  if (!(await deleteImport(deps.pool, id))) throw new CodedError('import.wrongState', {}, 409);
  await record(deps, by, 'import.discarded', one, {});
}

async function move(
  deps: Deps,
  by: Actor,
  one: Pick<Import, 'id' | 'fileName'>,
  from: readonly Import['state'][],
  to: Import['state'],
  action: AuditedAction,
  about: Record<string, number>,
): Promise<boolean> {
  const at = new Date(deps.now()).toISOString();
  const isDone = await moveImport(deps.pool, one.id, from, to, at, to === 'stopped' ? 'byPerson' : '');
  if (isDone) await record(deps, by, action, one, about);
  return isDone;
}

async function stateOf(deps: Deps, member: SignedInMember, id: string): Promise<State> {
  return { state: (await importOf(deps, member, id)).state };
}

function record(
  deps: Deps,
  by: Actor,
  action: AuditedAction,
  { id, fileName }: Pick<Import, 'id' | 'fileName'>,
  about: Record<string, number>,
) {
  return recordAudit(
    deps.prisma,
    by,
    action,
    { collection: 'imports', documentId: id },
    {},
    { name: fileName, ...about },
    new Date(deps.now()),
  );
}
