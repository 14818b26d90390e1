import { recordAudit, type Actor } from '../../db/record-audit';
import type { Deps } from '../../deps';

/** A manager has looked at what was restored and lets the office send again. Twice is once. */
export async function releaseSends(deps: Deps, by: Actor): Promise<void> {
  const isReleased = await deps.prisma.$transaction(async (tx) => {
    const { count } = await tx.office.updateMany({ where: { sendsHeld: true }, data: { sendsHeld: false } });
    if (count > 0)
      await recordAudit(
        tx,
        by,
        'office.sendsReleased',
        { collection: 'office', documentId: null },
        { sendsHeld: true },
        { sendsHeld: false },
        new Date(deps.now()),
      );
    return count > 0;
  });
  if (isReleased)
    deps.log.warn({ action: 'office.sendsReleased', by: by.memberId }, 'sending released after a restore');
}
