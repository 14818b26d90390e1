import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { tidyName } from './member-input';
import { inTransaction, insertTeam, isTeam, recordAudit, type Administrator } from './members.store';
import { renameTeam } from './rename-team';

/**
 * `givenId`: made by whoever asks, so that asking again after a lost answer makes no second team, nor finds the name
 * taken by the first. Throws team.nameMissing, team.nameTaken.
 */
export async function createTeam(
  deps: Deps,
  by: Administrator,
  givenName: string,
  givenId?: string,
): Promise<{ id: string; name: string }> {
  const team = { id: givenId ?? deps.newId(), name: tidyName(givenName) };
  if (team.name === '') throw new CodedError('team.nameMissing');
  try {
    await inTransaction(deps.prisma, async (tx) => {
      await insertTeam(tx, team);
      await recordAudit(tx, by, 'team.created', team.id, {}, { name: team.name }, deps.now());
    });
  } catch (error) {
    const isTaken = error instanceof CodedError && error.code === 'team.nameTaken';
    if (!isTaken || givenId === undefined || !(await isTeam(deps.prisma, givenId))) throw error;
    // Made already; the name may have been corrected since the answer was lost.
    await renameTeam(deps, by, givenId, team.name);
    return team;
  }
  deps.log.info({ action: 'team.created', teamId: team.id, by: by.memberId }, 'team created');
  return team;
}
