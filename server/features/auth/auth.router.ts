import { z } from 'zod';
import { MAX_EMAIL_LENGTH } from '../../../sync/rules/email-pattern';
import { MAX_PASSWORD_LENGTH } from '../../../sync/rules/password-length';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { confirmedProcedure, memberProcedure, passwordProcedure, publicProcedure, router } from '../../trpc/init';
import type { Context } from '../../trpc/context';
import { changePassword } from './change-password';
import { confirmIdentity } from './confirm-identity';
import { describeOffice } from './describe-office';
import { listSessions } from './list-sessions';
import { reportLost } from './report-lost';
import { revokeOtherSessions, revokeSession } from './revoke-session';
import { clearedSessionCookie, formerSessionCookie, readSessionToken, sessionCookie } from './session-cookie';
import { signIn } from './sign-in';
import { signOut } from './sign-out';

const password = z.string().min(1).max(MAX_PASSWORD_LENGTH);

/** Who a device works for, as it remembers it without network. `teamId` is '' for somebody without a team. */
function toIdentity({ id, fullName, email, role, teamId }: SignedInMember) {
  return { memberId: id, fullName, email, role, teamId: teamId ?? '' };
}

/** The token that the request bears. */
function borneToken({ deps, request }: Context): string {
  const token = readSessionToken(request.cookies, deps.config.secureCookies);
  if (token === null) throw new CodedError('auth.required', {}, 401);
  return token;
}

export const authRouter = router({
  /** `revoked`: whoever was signed in on this device last, where it has to wipe itself. */
  office: publicProcedure.query(async ({ ctx }) => ({
    ...(await describeOffice(ctx.deps)),
    revoked: ctx.revoked && { memberId: ctx.revoked.member.id },
  })),

  signIn: publicProcedure
    .input(z.object({ email: z.string().trim().min(1).max(MAX_EMAIL_LENGTH), password }))
    .mutation(async ({ ctx, input }) => {
      const { deps, request } = ctx;
      const { member, token, mustChangePassword } = await signIn(deps, {
        ...input,
        ip: request.ip,
        userAgent: request.userAgent,
        cookies: request.cookies,
      });
      ctx.setCookie(sessionCookie(token, deps.config.secureCookies));
      return { ...toIdentity(member), mustChangePassword };
    }),

  // Open to anybody: a device whose session is gone already must still be able to let go of its cookie.
  signOut: publicProcedure.mutation(async ({ ctx }) => {
    const { deps, request } = ctx;
    const session = ctx.session ?? ctx.provisional?.session ?? null;
    if (session !== null) await signOut(deps, session, request.ip);
    const token = readSessionToken(request.cookies, deps.config.secureCookies);
    if (token !== null) ctx.setCookie(formerSessionCookie(token, deps.config.secureCookies));
    ctx.setCookie(clearedSessionCookie(deps.config.secureCookies));
  }),

  me: memberProcedure.query(({ ctx }) => toIdentity(ctx.member)),

  changePassword: passwordProcedure
    .input(z.object({ currentPassword: password, newPassword: z.string().max(MAX_PASSWORD_LENGTH) }))
    .mutation(async ({ ctx, input }) => {
      const { deps, request, isProvisional } = ctx;
      const borne = { token: borneToken(ctx), isProvisional, ip: request.ip };
      const { endedSessions, token } = await changePassword(deps, ctx, { ...input, ...borne });
      ctx.setCookie(sessionCookie(token, deps.config.secureCookies));
      return { endedSessions };
    }),

  /** Before what asks for auth.confirmationNeeded. */
  confirm: memberProcedure
    .input(z.object({ proof: z.discriminatedUnion('kind', [z.object({ kind: z.literal('password'), password })]) }))
    .mutation(async ({ ctx, input }) => {
      const token = await confirmIdentity(ctx.deps, ctx, borneToken(ctx), input.proof);
      ctx.setCookie(sessionCookie(token, ctx.deps.config.secureCookies));
    }),

  sessions: memberProcedure.query(({ ctx }) => listSessions(ctx.deps, ctx.session)),
  revokeSession: confirmedProcedure
    .input(z.object({ sessionId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      revokeSession(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }, ctx.member.id, input.sessionId),
    ),
  reportLost: confirmedProcedure
    .input(z.object({ sessionId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      reportLost(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }, ctx.member.id, input.sessionId),
    ),
  revokeOtherSessions: confirmedProcedure.mutation(async ({ ctx }) => ({
    endedSessions: await revokeOtherSessions(ctx.deps, ctx.session, ctx.request.ip),
  })),
});
