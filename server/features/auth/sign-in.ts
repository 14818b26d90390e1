import type { ErrorCode } from '../../../sync/errors';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedIn } from '../../lib/identity';
import { endSessions, findSessionsOfTokens, openSession } from './sessions.store';
import { findCredential, renewPasswordHash, type FoundCredential } from './credentials.store';
import { moveDevices } from './devices.store';
import { deviceLabel } from './device-label';
import { normaliseEmail } from './normalise-email';
import { isDemoPassword } from './password-policy';
import { readFormerToken, readSessionToken } from './session-cookie';
import { SESSION_IDLE_MS, TEMPORARY_PASSWORD_MS } from './session-lifetime';
import { hashSessionToken, newSessionToken } from './session-token';

type Attempt = {
  email: string;
  password: string;
  ip: string;
  userAgent: string;
  /** The request's Cookie header. */ cookies: string;
};

/**
 * Checks e-mail and password and opens a session; `token` is the cookie's value. Somebody unknown, somebody without a
 * password and a wrong password cost the same work and give the same answer: auth.wrongCredentials. Only who knows the
 * password learns that the account is closed: auth.inactive. Guessing ends in auth.tooManyAttempts. With a temporary
 * password the session is provisional: `mustChangePassword`; such a password ends with its time (auth.temporaryExpired)
 * and opens one browser only (auth.temporaryUsed).
 */
export async function signIn(
  deps: Deps,
  attempt: Attempt,
): Promise<SignedIn & { token: string; mustChangePassword: boolean }> {
  const { prisma, passwords, log } = deps;
  const email = normaliseEmail(attempt.email);
  const found = await findCredential(prisma, email);
  const former = await sessionsOfDevice(deps, attempt.cookies);
  const knownSessionId = former.find((session) => session.memberId === found?.member.id)?.id ?? null;

  const refused = (code: ErrorCode) =>
    log.info({ action: 'auth.signInRefused', code, memberId: found?.member.id, ip: attempt.ip }, 'sign-in refused');
  const forgive = await deps.signInLimits
    .countSignIn({ ip: attempt.ip, email, knownSessionId })
    .catch((error: unknown) => {
      if (error instanceof CodedError) refused(error.code);
      throw error;
    });
  const check = await passwords.check(attempt.password, found?.passwordHash ?? null);
  const isPublished = !deps.config.demo && isDemoPassword(attempt.password);
  if (found === null || found.passwordHash === null || !check.matches || isPublished) {
    refused('auth.wrongCredentials');
    throw new CodedError('auth.wrongCredentials', {}, 401);
  }
  await forgive();
  if (!found.isActive) {
    refused('auth.inactive');
    throw new CodedError('auth.inactive', {}, 403);
  }

  if (found.isTemporary) {
    const code = temporaryProblem(found, former, deps.now());
    if (code !== null) {
      refused(code);
      throw new CodedError(code, {}, 403);
    }
  }

  const { member } = found;
  const provenHash = check.outdated
    ? await rehash(deps, member.id, attempt.password, found.passwordHash)
    : found.passwordHash;
  const token = newSessionToken();
  const session = { id: deps.newId(), memberId: member.id };
  const nowMs = deps.now();
  const opened = await openSession(
    prisma,
    {
      ...session,
      tokenHash: hashSessionToken(token),
      label: deviceLabel(attempt.userAgent),
      ip: attempt.ip,
      expiresAtMs: nowMs + SESSION_IDLE_MS,
    },
    provenHash,
    former.map(({ id }) => id),
    nowMs,
  );
  if (!opened) throw new CodedError('auth.wrongCredentials', {}, 401);

  // The store this browser keeps goes on under the new session, whose revocation then lets it hand in (surrender).
  const own = former.filter(({ memberId }) => memberId === member.id).map(({ id }) => id);
  await moveDevices(prisma, own, session.id);
  // The browser holds one cookie: the session it had is out of reach from now on.
  for (const replaced of former)
    deps.hub.endSessions(await endSessions(prisma, replaced.memberId, { only: replaced.id }, nowMs));
  log.info({ action: 'auth.signedIn', memberId: member.id, sessionId: session.id, ip: attempt.ip }, 'signed in');
  return { session, member, token, mustChangePassword: found.isTemporary };
}

/** A password that an admin saw opens one session, in one browser, within its time. */
function temporaryProblem(
  { changedAtMs, temporarySessionId }: FoundCredential,
  former: readonly { id: string }[],
  nowMs: number,
): ErrorCode | null {
  if (nowMs - changedAtMs >= TEMPORARY_PASSWORD_MS) return 'auth.temporaryExpired';
  const isFresh = temporarySessionId === null || former.some(({ id }) => id === temporarySessionId);
  return isFresh ? null : 'auth.temporaryUsed';
}

async function sessionsOfDevice({ prisma, config }: Deps, cookies: string) {
  const tokens = [
    readSessionToken(cookies, config.secureCookies),
    readFormerToken(cookies, config.secureCookies),
  ].filter((token) => token !== null);
  return findSessionsOfTokens(prisma, tokens.map(hashSessionToken));
}

async function rehash(
  { prisma, passwords }: Deps,
  memberId: string,
  password: string,
  oldHash: string,
): Promise<string> {
  const newHash = await passwords.hash(password);
  await renewPasswordHash(prisma, memberId, oldHash, newHash);
  return newHash;
}
