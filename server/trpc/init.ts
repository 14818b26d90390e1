import { initTRPC } from '@trpc/server';
import { OLDEST_SERVED_PROTOCOL } from '../../sync/protocol/version';
import type { Role } from '../../sync/collections/member';
import { CodedError } from '../lib/coded-error';
import type { Context } from './context';
import { errorData } from './error-shape';

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => {
    const data = errorData(error);
    return { code: shape.code, message: data.code, data };
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});

/** A form on a foreign page can post to us with the person's cookie; such a call changes nothing. */
const refuseCrossSite = t.middleware(({ ctx, type, next }) => {
  if (type === 'mutation' && ctx.request.crossSite) throw new CodedError('request.crossSite', {}, 403);
  return next();
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anybody may call it. */
export const publicProcedure = t.procedure.use(refuseCrossSite);

const requireMember = t.middleware(({ ctx, next }) => {
  if (ctx.revoked !== null) throw new CodedError('session.revoked', {}, 401);
  if (ctx.provisional !== null) throw new CodedError('auth.passwordChangeNeeded', {}, 401);
  if (ctx.session === null || ctx.member === null) throw new CodedError('auth.required', {}, 401);
  return next({ ctx: { ...ctx, session: ctx.session, member: ctx.member } });
});

/** Signed-in people only; `ctx.member` and `ctx.session` are theirs. */
export const memberProcedure = publicProcedure.use(requireMember);

/** Signed-in people, and those who have nothing but a temporary password yet. */
export const passwordProcedure = publicProcedure.use(({ ctx, next }) => next({ ctx: { ...ctx, ...ctx.provisional, provisional: null } })).use(requireMember);

/** Only for devices that have to wipe themselves; `ctx.revoked` is who they were signed in as. */
export const revokedDeviceProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.revoked === null) throw new CodedError('auth.required', {}, 401);
  return next({ ctx: { ...ctx, revoked: ctx.revoked } });
});

const procedureOf = (roles: readonly Role[]) => memberProcedure.use(({ ctx, next }) => {
  if (!roles.includes(ctx.member.role)) throw new CodedError('auth.forbidden', {}, 403);
  return next();
});
export const managerProcedure = procedureOf(['manager', 'admin']);
export const adminProcedure = procedureOf(['admin']);

/** Calls whose answer an older build would misread. Pushes do not use it: what was typed is taken from any build. */
export const currentClientProcedure = memberProcedure.use(({ ctx, next }) => {
  if (ctx.request.protocol < OLDEST_SERVED_PROTOCOL) throw new CodedError('sync.updateNeeded', { oldest: OLDEST_SERVED_PROTOCOL }, 426);
  return next();
});
