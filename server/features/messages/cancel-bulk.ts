import type { Deps } from '../../deps';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { readBulk, stopBulk } from './bulk-lines.store';

const AT_ONCE = 200;

/**
 * Calls off what has not left, and what tablets bring of it later. Answers how many were waiting; again it finds none.
 * Throws bulk.unknown where there is none in their scope.
 */
export async function cancelBulk(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  id: string,
): Promise<{ count: number }> {
  if ((await readBulk(deps.pool, member, id)) === null) throw new CodedError('bulk.unknown', {}, 404);
  const waiting = await stopBulk(deps.pool, id, member.id);
  const cancelledAt = new Date(deps.now()).toISOString();
  for (let at = 0; at < waiting.length; at += AT_ONCE)
    await deps.writeAsOffice(
      'messages',
      waiting.slice(at, at + AT_ONCE).map((message) => ({ id: message, values: { cancelledAt } })),
      'bulk:cancel',
    );
  await recordAudit(
    deps.prisma,
    by,
    'bulk.cancelled',
    { collection: 'bulks', documentId: id },
    {},
    { count: waiting.length },
    new Date(cancelledAt),
  );
  return { count: waiting.length };
}
