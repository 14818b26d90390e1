import type { DecisionForAll } from '../../../sync/rules/import';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { checkAgain, lockImport } from './imports.store';
import { setDecisions } from './rows.store';
import { RUN_IMPORTS } from './set-columns';
import { importOf } from './show-imports';

/**
 * What a person says at once of all rows that wait for them, before anything is written. All rows are judged anew with
 * it, by the job: what one comes to depends on those before it. Answers of how many it was said; 0: nothing happens.
 * Throws import.unknown, auth.forbidden, import.wrongState.
 */
export async function decideAll(
  deps: Pick<Deps, 'pool' | 'now' | 'jobs'>,
  member: SignedInMember,
  { id, decision }: { readonly id: string; readonly decision: DecisionForAll },
): Promise<{ readonly count: number }> {
  const { createdBy } = await importOf(deps, member, id);
  if (createdBy !== member.id) throw new CodedError('auth.forbidden', {}, 403);
  const count = await inTransaction(deps.pool, async (client) => {
    const one = await lockImport(client, id);
    if (one?.state !== 'ready') throw new CodedError('import.wrongState', {}, 409);
    const said = await setDecisions(client, id, decision);
    if (said > 0) await checkAgain(client, id, new Date(deps.now()).toISOString());
    return said;
  });
  if (count > 0) deps.jobs.wake(RUN_IMPORTS);
  return { count };
}
