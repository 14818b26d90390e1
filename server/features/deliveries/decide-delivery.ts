import type { Deps } from '../../deps';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { isInScope } from './list.store';
import { cancelQueued, decideUnknown } from './outcomes.store';

export type DeliveryDecision = 'assume' | 'again' | 'cancel';

/**
 * A person decides what nothing else can decide, and answers for it by name. Throws delivery.unknown where there is
 * none in their scope, delivery.decided where it has moved on meanwhile.
 */
export async function decideDelivery(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  id: string,
  decision: DeliveryDecision,
): Promise<void> {
  if (!(await isInScope(deps.pool, member, id))) throw new CodedError('delivery.unknown', {}, 404);
  const isDone =
    decision === 'cancel' ? await cancelQueued(deps.pool, id) : await decideUnknown(deps.pool, id, decision);
  if (!isDone) throw new CodedError('delivery.decided', {}, 409);
  await recordAudit(
    deps.prisma,
    by,
    'delivery.decided',
    { collection: 'deliveries', documentId: id },
    { state: decision === 'cancel' ? 'queued' : 'unknown' },
    { decision },
    new Date(deps.now()),
  );
  deps.hub.publish(['messages']);
  // Whichever channel it is on: the others find nothing to do.
  if (decision === 'again') for (const job of ['send-email', 'send-sms', 'send-whatsapp']) deps.jobs.wake(job);
}
