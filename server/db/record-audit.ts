import type { Prisma, PrismaClient } from '../../prisma/generated/client';

export type AuditedAction =
  | 'auth.signedIn'
  | 'auth.signedOut'
  | 'auth.passwordChanged'
  | 'session.ended'
  | 'session.lost'
  | 'member.created'
  | 'member.updated'
  | 'member.deactivated'
  | 'member.reactivated'
  | 'member.passwordReset'
  | 'team.created'
  | 'team.renamed'
  | 'customer.erased'
  | 'work.surrendered'
  | 'work.applied'
  | 'work.discarded'
  | 'work.imported'
  | 'work.forwarded'
  | 'work.forwardApplied'
  | 'work.forwardDeclined'
  | 'office.restored'
  | 'office.sendsReleased'
  | 'bulk.cancelled'
  | 'campaign.discarded'
  | 'campaign.started'
  | 'campaign.paused'
  | 'campaign.resumed'
  | 'campaign.cancelled'
  | 'campaign.reopened'
  | 'campaign.retried'
  | 'import.started'
  | 'import.stopped'
  | 'import.reverted'
  | 'import.discarded'
  | 'iys.made'
  | 'iys.settled'
  | 'iys.taken'
  | 'line.created'
  | 'line.changed'
  | 'line.removed'
  | 'chat.linked'
  | 'delivery.decided'
  | 'suppression.added'
  | 'suppression.evidence';
/** Who did it, from where. `memberId` null: the command line. */
export type Actor = { readonly memberId: string | null; readonly ip: string };
/** What it was done to, where that is one thing; `collection` names its kind. */
export type AuditTarget = { readonly collection: string; readonly documentId: string | null };

/** One line of the audit trail, in the transaction of what it tells about. Never passwords or tokens. */
export async function recordAudit(
  tx: Pick<PrismaClient, 'auditEvent'>,
  by: Actor,
  action: AuditedAction,
  target: AuditTarget,
  before: Prisma.InputJsonObject,
  after: Prisma.InputJsonObject,
  at: Date,
): Promise<void> {
  await tx.auditEvent.create({ data: { at, memberId: by.memberId, ip: by.ip, action, ...target, before, after } });
}
