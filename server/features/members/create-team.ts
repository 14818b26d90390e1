import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { tidyName } from './member-input';
import { inTransaction, insertTeam, recordAudit, type Administrator } from './members.store';

export async function createTeam(
  deps: Deps,
  by: Administrator,
  givenName: string,
): Promise<{ id: string; name: string }> {
  const team = { id: deps.newId(), name: tidyName(givenName) };
  if (team.name === '') throw new CodedError('team.nameMissing');
  await inTransaction(deps.prisma, async (tx) => {
    await insertTeam(tx, team);
    await recordAudit(tx, by, 'team.created', team.id, {}, { name: team.name }, deps.now());
  });
  deps.log.info({ action: 'team.created', teamId: team.id, by: by.memberId }, 'team created');
  return team;
}
