/** Sessions that go on under a new token: given, given again, and the one before it retired. */
import type { PrismaClient } from '../../../prisma/generated/client';
import { hashSessionToken, newRenewalSalt, renewedToken } from './session-token';

/**
 * The session becomes more than it was, under a new token, which is returned; null when it has ended. `keepsPrevious`:
 * the old token goes on opening what it did until the new one is used, so that a lost answer signs nobody out. Asked
 * again with the old token, it answers the same new one: whichever of the answers arrives, and in whatever order.
 */
export async function renewToken(
  prisma: Pick<PrismaClient, 'session'>,
  sessionId: string,
  token: string,
  nowMs: number,
  { keepsPrevious }: { keepsPrevious: boolean },
): Promise<string | null> {
  const heldHash = hashSessionToken(token);
  const confirmedAt = new Date(nowMs);
  for (;;) {
    const session = await prisma.session.findUnique({
      where: { id: sessionId, revokedAt: null },
      select: { tokenHash: true, previousTokenHash: true, renewalSalt: true },
    });
    if (session === null) return null;
    const isCurrent = isSame(session.tokenHash, heldHash);
    if (!isCurrent && !(session.previousTokenHash !== null && isSame(session.previousTokenHash, heldHash))) return null;
    // What a build before this one renewed came from no salt and cannot be told again: it is renewed once more.
    const salt = (isCurrent ? null : session.renewalSalt) ?? newRenewalSalt();
    const isNew = salt !== session.renewalSalt;
    const renewed = renewedToken(token, salt);
    const { count } = await prisma.session.updateMany({
      where: { id: sessionId, revokedAt: null, tokenHash: session.tokenHash },
      data: isNew
        ? {
            tokenHash: hashSessionToken(renewed),
            previousTokenHash: keepsPrevious ? heldHash : null,
            previousUntil: null,
            renewalSalt: salt,
            confirmedAt,
          }
        : { confirmedAt },
    });
    if (count === 1) return renewed;
    // Renewed by another tab just now, whose token is told here too; or ended, as the next look shows.
  }
}

/** Whether the session goes on under a newer token than this one, and nobody has used that one yet. */
export async function isFormerToken(prisma: PrismaClient, sessionId: string, token: string): Promise<boolean> {
  const previousTokenHash = hashSessionToken(token);
  return (await prisma.session.count({ where: { id: sessionId, revokedAt: null, previousTokenHash } })) === 1;
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** The new token has arrived: the one before it ends after its grace. */
export async function retirePreviousToken(prisma: PrismaClient, sessionId: string, untilMs: number): Promise<void> {
  await prisma.session.updateMany({
    where: { id: sessionId, previousUntil: null },
    data: { previousUntil: new Date(untilMs) },
  });
}
