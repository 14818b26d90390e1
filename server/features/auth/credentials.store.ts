/** Passwords in the database: whose they are, their hashes, and replacing them. */
import type { PrismaClient } from '../../../prisma/generated/client';
import { recordAudit } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { SESSION_IDLE_MS } from './session-lifetime';
import { toSignedInMember, type MemberRow } from './member-row';
import { renewToken } from './renewed-tokens.store';
import { endSessions } from './sessions.store';

/** What a sign-in looks at. `passwordHash` is null where nobody gave the person a password yet. */
export type FoundCredential = {
  readonly member: SignedInMember;
  readonly isActive: boolean;
  readonly passwordHash: string | null;
  readonly isTemporary: boolean;
  readonly changedAtMs: number;
  /** The session a temporary password has opened; null where it opened none yet. */
  readonly temporarySessionId: string | null;
};

/** One statement, whether or not there is somebody: a second one for who exists could be told by the time it takes. */
export async function findCredential(prisma: PrismaClient, email: string): Promise<FoundCredential | null> {
  const [row] = await prisma.$queryRaw<
    (MemberRow & {
      isActive: boolean;
      passwordHash: string | null;
      isTemporary: boolean | null;
      changedAt: Date | null;
      temporarySessionId: string | null;
    })[]
  >`
    SELECT member.id, member.full_name AS "fullName", member.email, member.role, member.team_id AS "teamId",
      member.scope_version AS "scopeVersion",
      member.is_active AS "isActive", credential.password_hash AS "passwordHash",
        credential.is_temporary AS "isTemporary",
      credential.changed_at AS "changedAt", credential.temporary_session_id AS "temporarySessionId"
    FROM members AS member LEFT JOIN credentials AS credential ON credential.member_id = member.id
      WHERE member.email = ${email}`;
  return row === undefined
    ? null
    : {
        member: toSignedInMember(row),
        isActive: row.isActive,
        passwordHash: row.passwordHash,
        isTemporary: row.isTemporary ?? false,
        changedAtMs: row.changedAt?.getTime() ?? 0,
        temporarySessionId: row.temporarySessionId,
      };
}

export async function readPasswordHash(prisma: PrismaClient, memberId: string): Promise<string | null> {
  return (await prisma.credential.findUnique({ where: { memberId } }))?.passwordHash ?? null;
}

/** Stores the same password hashed with today's parameters; does nothing when it was changed in the meantime. */
export async function renewPasswordHash(
  prisma: PrismaClient,
  memberId: string,
  oldHash: string,
  newHash: string,
): Promise<void> {
  await prisma.credential.updateMany({ where: { memberId, passwordHash: oldHash }, data: { passwordHash: newHash } });
}

/**
 * Replaces the password whose hash is `oldHash` and ends every other session, all or nothing; the kept one is no longer
 * provisional and goes on under a new token. Returns the ended sessions and that token; null when the password was
 * changed in the meantime. Throws auth.required when the kept session has ended.
 */
export function replacePassword(
  prisma: PrismaClient,
  change: {
    memberId: string;
    keptSessionId: string;
    oldHash: string;
    newHash: string;
    /** What the request bears, of the kept session. */ token: string;
    keepsPreviousToken: boolean;
    ip: string;
  },
  nowMs: number,
): Promise<{ ended: string[]; token: string } | null> {
  return prisma.$transaction(async (tx) => {
    const replaced = await tx.credential.updateMany({
      where: { memberId: change.memberId, passwordHash: change.oldHash },
      data: { passwordHash: change.newHash, isTemporary: false, temporarySessionId: null, changedAt: new Date(nowMs) },
    });
    if (replaced.count !== 1) return null;
    // What a temporary password opened ends with its time; a session of one's own does not.
    await tx.session.updateMany({
      where: { id: change.keptSessionId, isProvisional: true },
      data: { isProvisional: false, expiresAt: new Date(nowMs + SESSION_IDLE_MS) },
    });
    const token = await renewToken(tx, change.keptSessionId, change.token, nowMs, {
      keepsPrevious: change.keepsPreviousToken,
    });
    if (token === null) throw new CodedError('auth.required', {}, 401);
    const ended = await endSessions(tx, change.memberId, { except: change.keptSessionId }, nowMs);
    const target = { collection: 'members', documentId: change.memberId };
    await recordAudit(tx, change, 'auth.passwordChanged', target, {}, { endedSessions: ended.length }, new Date(nowMs));
    return { ended, token };
  });
}

/** How many sessions ended when the password was last replaced: they bear the same moment. */
export async function countEndedWithPassword(prisma: PrismaClient, memberId: string): Promise<number> {
  const credential = await prisma.credential.findUnique({ where: { memberId }, select: { changedAt: true } });
  return credential === null ? 0 : prisma.session.count({ where: { memberId, revokedAt: credential.changedAt } });
}

export async function readIsDemo(prisma: PrismaClient): Promise<boolean> {
  return (await prisma.office.findFirst())?.isDemo ?? false;
}
