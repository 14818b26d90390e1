/** A member's devices, by the sessions they hold or held. */
import type { PrismaClient } from '../../../prisma/generated/client';
import { recordAudit, type Actor } from '../../db/record-audit';
import type { SignedIn } from '../../lib/identity';
import { memberColumns, toSignedInMember } from './member-row';

/** Who was signed in on a device whose session a person revoked, whether or not they still work here. */
export async function findRevokedSession(
  prisma: PrismaClient,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<SignedIn | null> {
  const row = await prisma.session.findFirst({
    where: { OR: [{ tokenHash }, { previousTokenHash: tokenHash }], wipeAt: { not: null } },
    select: { id: true, member: { select: memberColumns } },
  });
  return row && { session: { id: row.id, memberId: row.member.id }, member: toSignedInMember(row.member) };
}

/** Marks a session's device as lost and ends the session if it is open; false when the person has no such session. */
export function markSessionLost(
  prisma: PrismaClient,
  memberId: string,
  sessionId: string,
  by: Actor,
  nowMs: number,
): Promise<boolean> {
  const at = new Date(nowMs);
  return prisma.$transaction(async (tx) => {
    const marked = await tx.session.updateMany({
      where: { id: sessionId, memberId, lostAt: null },
      data: { lostAt: at, wipeAt: at },
    });
    await tx.session.updateMany({ where: { id: sessionId, memberId, revokedAt: null }, data: { revokedAt: at } });
    if (marked.count === 0) return false;
    await recordAudit(tx, by, 'session.lost', { collection: 'sessions', documentId: sessionId }, {}, { memberId }, at);
    return true;
  });
}

export type DeviceEntry = {
  readonly sessionId: string;
  readonly label: string;
  readonly lastSeenAt: string;
  /** `lost`, `revoked`: will wipe itself at its next contact; `wiped`, `cleared`: has handed in its work. */
  readonly state: 'open' | 'ended' | 'lost' | 'wiped' | 'revoked' | 'cleared';
};

/**
 * Where a person is or was signed in with a store of their own, last seen first; for whoever reports one of them lost.
 */
export async function listDevices(prisma: PrismaClient, memberId: string, nowMs: number): Promise<DeviceEntry[]> {
  const rows = await prisma.session.findMany({
    where: {
      memberId,
      OR: [
        { revokedAt: null, expiresAt: { gt: new Date(nowMs) } },
        { devices: { some: {} } },
        { wipeAt: { not: null } },
      ],
    },
    select: {
      id: true,
      label: true,
      lastSeenAt: true,
      revokedAt: true,
      expiresAt: true,
      wipeAt: true,
      lostAt: true,
      devices: { select: { id: true } },
    },
    orderBy: { lastSeenAt: 'desc' },
  });
  const surrendered = await prisma.surrenderedWork.findMany({
    where: { memberId, isLast: true },
    select: { deviceId: true },
  });
  const wiped = new Set(surrendered.map(({ deviceId }) => deviceId));
  return rows.map((row) => ({
    sessionId: row.id,
    label: row.label,
    lastSeenAt: row.lastSeenAt.toISOString(),
    state: stateOf(
      row,
      row.devices.some(({ id }) => wiped.has(id)),
      nowMs,
    ),
  }));
}

function stateOf(
  session: { revokedAt: Date | null; expiresAt: Date; wipeAt: Date | null; lostAt: Date | null },
  isWiped: boolean,
  nowMs: number,
): DeviceEntry['state'] {
  if (session.lostAt !== null) return isWiped ? 'wiped' : 'lost';
  if (session.wipeAt !== null) return isWiped ? 'cleared' : 'revoked';
  return session.revokedAt === null && session.expiresAt.getTime() > nowMs ? 'open' : 'ended';
}

/** The devices that came with these sessions come with `sessionId` from now on: the same browser, signed in anew. */
export async function moveDevices(
  prisma: PrismaClient,
  fromSessionIds: readonly string[],
  sessionId: string,
): Promise<void> {
  if (fromSessionIds.length === 0) return;
  await prisma.device.updateMany({ where: { sessionId: { in: [...fromSessionIds] } }, data: { sessionId } });
}
