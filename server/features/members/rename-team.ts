import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { tidyName } from './member-input';
import { inTransaction, lockTeam, recordAudit, setTeamName, type Administrator } from './members.store';

/** Throws team.nameMissing, team.unknown, team.nameTaken. Who sees what does not change with a name. */
export async function renameTeam(deps: Deps, by: Administrator, teamId: string, givenName: string): Promise<void> {
  const name = tidyName(givenName);
  if (name === '') throw new CodedError('team.nameMissing');
  await inTransaction(deps.prisma, async (tx) => {
    const before = await lockTeam(tx, teamId);
    if (before === null) throw new CodedError('team.unknown', {}, 404);
    if (before === name) return;
    await setTeamName(tx, teamId, name);
    await recordAudit(tx, by, 'team.renamed', teamId, { name: before }, { name }, deps.now());
  });
  deps.hub.publish(['members']);
  deps.log.info({ action: 'team.renamed', teamId, by: by.memberId }, 'team renamed');
}
