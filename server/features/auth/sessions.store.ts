/** Sessions in the database: opened, found by their token, renewed, listed and ended. */
import type { PrismaClient } from '../../../prisma/generated/client';
import { recordAudit, type Actor } from '../../db/record-audit';
import type { SignedIn } from '../../lib/identity';
import { TEMPORARY_PASSWORD_MS } from './session-lifetime';
import { memberColumns, toSignedInMember } from './member-row';

export type NewSession = {
  readonly id: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly memberId: string;
  readonly label: string;
  readonly ip: string;
  readonly expiresAtMs: number;
};

export type SessionEntry = {
  readonly id: string;
  readonly label: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
};

/** The sessions, open or ended, that these tokens belong or belonged to. */
export function findSessionsOfTokens(
  prisma: PrismaClient,
  tokenHashes: readonly Uint8Array<ArrayBuffer>[],
): Promise<{ id: string; memberId: string }[]> {
  return prisma.session.findMany({
    where: { OR: [{ tokenHash: { in: [...tokenHashes] } }, { previousTokenHash: { in: [...tokenHashes] } }] },
    select: { id: true, memberId: true },
    orderBy: { createdAt: 'desc' },
  });
}

/**
 * Opens a session for somebody who proved to know the password behind `provenHash`; false when that password was
 * replaced or the person deactivated in the meantime, so that no session slips past either. A temporary password opens
 * one session, within its time, or follows one of `formerSessionIds`: the same browser again.
 */
export async function openSession(
  prisma: PrismaClient,
  session: NewSession,
  provenHash: string,
  formerSessionIds: readonly string[],
  nowMs: number,
): Promise<boolean> {
  const now = new Date(nowMs);
  const recorded = await prisma.$executeRaw`
    WITH proven AS (
      SELECT member.id, credential.is_temporary, credential.changed_at + make_interval(secs =>
        ${TEMPORARY_PASSWORD_MS / 1000}) AS temporary_until
      FROM members AS member JOIN credentials AS credential ON credential.member_id = member.id
      WHERE member.id = ${session.memberId}::uuid AND member.is_active AND credential.password_hash = ${provenHash}
        AND (NOT credential.is_temporary
          OR credential.changed_at > ${new Date(nowMs - TEMPORARY_PASSWORD_MS)}
            AND (credential.temporary_session_id IS NULL OR credential.temporary_session_id =
              ANY(${[...formerSessionIds]}::uuid[])))
      FOR SHARE OF member FOR NO KEY UPDATE OF credential
    ), used AS (
      UPDATE credentials SET temporary_session_id = ${session.id}::uuid FROM proven WHERE member_id = proven.id
        AND proven.is_temporary
    ), opened AS (
      INSERT INTO sessions (id, token_hash, member_id, label, created_at, last_seen_at, expires_at, is_provisional,
        confirmed_at)
      SELECT ${session.id}::uuid, ${session.tokenHash}, proven.id, ${session.label}, ${now}, ${now},
        CASE WHEN proven.is_temporary THEN proven.temporary_until ELSE ${new Date(session.expiresAtMs)} END,
          proven.is_temporary, ${now} FROM proven
      RETURNING id, member_id, label
    )
    INSERT INTO audit_events (at, member_id, ip, action, collection, document_id, after)
    SELECT ${now}, opened.member_id, ${session.ip}, 'auth.signedIn', 'sessions', opened.id,
      jsonb_build_object('label', opened.label) FROM opened`;
  return recorded === 1;
}

export type OpenSession = SignedIn & {
  readonly lastSeenAtMs: number;
  /** Opened with a temporary password. */ readonly isProvisional: boolean;
  /** Its token was renewed and has just arrived. */ readonly renewsToken: boolean;
};

/**
 * The person behind an open session, and when it was last seen. By the token before the last one, too, as long as that
 * one may still be under way; it proves nothing anew.
 */
export async function findOpenSession(
  prisma: PrismaClient,
  tokenHash: Uint8Array<ArrayBuffer>,
  nowMs: number,
): Promise<OpenSession | null> {
  const now = new Date(nowMs);
  const isOpen = { revokedAt: null, expiresAt: { gt: now }, member: { isActive: true } };
  const select = {
    id: true,
    lastSeenAt: true,
    isProvisional: true,
    confirmedAt: true,
    previousTokenHash: true,
    previousUntil: true,
    member: { select: memberColumns },
  } as const;
  const current = await prisma.session.findUnique({ where: { tokenHash, ...isOpen }, select });
  const row =
    current ??
    (await prisma.session.findFirst({
      where: {
        previousTokenHash: tokenHash,
        OR: [{ previousUntil: null }, { previousUntil: { gt: now } }],
        ...isOpen,
      },
      select,
    }));
  if (row === null) return null;
  const isConfirmed = current !== null && row.confirmedAt !== null;
  return {
    session: {
      id: row.id,
      memberId: row.member.id,
      ...(isConfirmed ? { confirmedAtMs: row.confirmedAt!.getTime() } : {}),
    },
    member: toSignedInMember(row.member),
    lastSeenAtMs: row.lastSeenAt.getTime(),
    isProvisional: row.isProvisional,
    renewsToken: current !== null && row.previousTokenHash !== null && row.previousUntil === null,
  };
}

/** Moves the end of an open session; requests that arrive together move it once. */
export async function touchSession(
  prisma: PrismaClient,
  sessionId: string,
  lastSeenAtMs: number,
  nowMs: number,
  expiresAtMs: number,
): Promise<void> {
  await prisma.session.updateMany({
    where: { id: sessionId, revokedAt: null, lastSeenAt: { lte: new Date(lastSeenAtMs) } },
    data: { lastSeenAt: new Date(nowMs), expiresAt: new Date(expiresAtMs) },
  });
}

export async function listOpenSessions(prisma: PrismaClient, memberId: string, nowMs: number): Promise<SessionEntry[]> {
  const rows = await prisma.session.findMany({
    where: { memberId, revokedAt: null, expiresAt: { gt: new Date(nowMs) } },
    select: { id: true, label: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  });
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }));
}

export type Which = { only: string } | { except: string } | 'all';

/**
 * Ends the member's open sessions that match; returns which were open until now. `wipes`: their devices wipe themselves
 * at the next contact.
 */
export async function endSessions(
  prisma: Pick<PrismaClient, 'session'>,
  memberId: string,
  which: Which,
  nowMs: number,
  { wipes = false } = {},
): Promise<string[]> {
  const at = new Date(nowMs);
  const id = which === 'all' ? undefined : 'only' in which ? which.only : { not: which.except };
  const ended = await prisma.session.updateManyAndReturn({
    where: { memberId, id, revokedAt: null, expiresAt: { gt: at } },
    data: { revokedAt: at, ...(wipes ? { wipeAt: at } : {}) },
    select: { id: true },
  });
  return ended.map((session) => session.id);
}

/**
 * Marks every device of somebody who works here no more, also those whose session ended before and that hold their copy
 * still.
 */
export async function wipeEverywhere(
  prisma: Pick<PrismaClient, 'session'>,
  memberId: string,
  nowMs: number,
): Promise<void> {
  await prisma.session.updateMany({ where: { memberId, wipeAt: null }, data: { wipeAt: new Date(nowMs) } });
}

/**
 * The same as `endSessions`, with a line in the audit trail for each. Ended by a person from elsewhere, the device
 * wipes itself.
 */
export function endSessionsOf(
  prisma: PrismaClient,
  memberId: string,
  which: Which,
  by: { actor: Actor; action: 'auth.signedOut' | 'session.ended' },
  nowMs: number,
): Promise<string[]> {
  return prisma.$transaction(async (tx) => {
    const ended = await endSessions(tx, memberId, which, nowMs, { wipes: by.action === 'session.ended' });
    for (const id of ended)
      await recordAudit(tx, by.actor, by.action, { collection: 'sessions', documentId: id }, {}, {}, new Date(nowMs));
    return ended;
  });
}
