import type { ImportOutcome, UnsentWork } from '../../sync/protocol/unsent-work';
import { recordAudit } from '../db/record-audit';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import { readEpoch } from './hello';
import { importWork } from './import-work';

/**
 * A manager brings in what an agent of their team saved to a file, or they themselves; an admin what anybody did. The
 * device opened the file; what arrives is what a push would have been, within what both its author and whoever brings
 * it in may see: a file is no way to another's rights. work.foreignOffice: written for another life of the database,
 * where the same ids and counts may mean something else. Bringing the same file in again changes nothing.
 */
export async function importFile(deps: Deps, by: SignedInMember, ip: string, work: UnsentWork): Promise<ImportOutcome> {
  if (work.epoch !== (await readEpoch(deps))) throw new CodedError('work.foreignOffice', {}, 409);
  const author = await deps.prisma.member.findUnique({
    where: { id: work.memberId },
    select: { role: true, teamId: true },
  });
  const isTheirs =
    author !== null &&
    (by.role === 'admin' ||
      work.memberId === by.id ||
      (author.role === 'agent' && author.teamId !== null && author.teamId === by.teamId));
  if (!isTheirs) throw new CodedError('work.memberUnknown', {}, 404);
  const outcome = await importWork(deps, work, 0, { ip, importedBy: by.id, importer: by });
  await recordAudit(
    deps.prisma,
    { memberId: by.id, ip },
    'work.imported',
    { collection: 'members', documentId: work.memberId },
    {},
    { deviceId: work.deviceId, applied: outcome.applied, refused: outcome.refused.length },
    new Date(deps.now()),
  );
  deps.log.info(
    {
      action: 'work.imported',
      memberId: work.memberId,
      by: by.id,
      applied: outcome.applied,
      refused: outcome.refused.length,
    },
    'work brought in from a file',
  );
  return outcome;
}
