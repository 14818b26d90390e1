import { initTRPC } from '@trpc/server';
import { OLDEST_SERVED_PROTOCOL } from '../../sync/protocol/version';
import type { Role } from '../../sync/collections/member';
import { requireConfirmed } from '../features/auth/confirm-identity';
import { CodedError } from '../lib/coded-error';
import { isStorable } from '../lib/storable';
import type { Context } from './context';
import { errorData } from './error-shape';

type Meta = {
  /**
   * Its input is made of rows of which each is judged by itself: one that cannot be kept must not hold back the others.
   */
  readonly rowByRow?: true;
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error }) => {
      const data = errorData(error);
      return { code: shape.code, message: data.code, data };
    },
    // A line that died without a word is noticed within ten seconds: until then the device would call itself in touch.
    sse: { ping: { enabled: true, intervalMs: 4_000 }, client: { reconnectAfterInactivityMs: 10_000 } },
  });

/** A form on a foreign page can post to us with the person's cookie; such a call changes nothing. */
const refuseCrossSite = t.middleware(({ ctx, type, next }) => {
  if (type === 'mutation' && ctx.request.crossSite) throw new CodedError('request.crossSite', {}, 403);
  return next();
});

/**
 * Input that is no JSON is refused before a procedure sees it. Read also where a procedure takes no input: of half a
 * request nobody knows what it was to be. Stands last, after the question who asks.
 */
const refuseUnreadable = t.middleware(async ({ ctx, getRawInput, next }) => {
  const input = await (ctx.request.readLargeInput ?? getRawInput)();
  return next({ getRawInput: () => Promise.resolve(input) });
});

/** What the database could not keep as it is is refused as well, of what the procedure's own schema has let through. */
const refuseUnstorable = t.middleware(({ input, meta, next }) => {
  if (meta?.rowByRow !== true && !isStorable(input)) throw new CodedError('request.invalid');
  return next();
});

type Builder = { input(schema: never): Builder; use(step: never): Builder; meta(meta: never): Builder };

/**
 * Whatever is built on `procedure`: its schema looks first, which says how much there may be, then the question above.
 */
function schemaFirst<P>(procedure: P): P {
  const builder = procedure as Builder;
  return {
    ...builder,
    input: (schema: never) => builder.input(schema).use(refuseUnstorable as never),
    meta: (meta: never) => schemaFirst(builder.meta(meta)),
    use: (step: never) => schemaFirst(builder.use(step)),
  } as P;
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const anybody = t.procedure.use(refuseCrossSite);
const requireMember = t.middleware(({ ctx, next }) => {
  if (ctx.revoked !== null) throw new CodedError('session.revoked', {}, 401);
  if (ctx.provisional !== null) throw new CodedError('auth.passwordChangeNeeded', {}, 401);
  if (ctx.session === null || ctx.member === null) throw new CodedError('auth.required', {}, 401);
  ctx.deps.callLimits.spend('call', ctx.member.id);
  return next({ ctx: { ...ctx, session: ctx.session, member: ctx.member } });
});
const member = anybody.use(requireMember);
const memberAs = (roles: readonly Role[]) =>
  member.use(({ ctx, next }) => {
    if (!roles.includes(ctx.member.role)) throw new CodedError('auth.forbidden', {}, 403);
    return next();
  });

/** Anybody may call it. */
export const publicProcedure = schemaFirst(anybody.use(refuseUnreadable));

/** Signed-in people only; `ctx.member` and `ctx.session` are theirs. */
export const memberProcedure = schemaFirst(member.use(refuseUnreadable));
export const managerProcedure = schemaFirst(memberAs(['manager', 'admin']).use(refuseUnreadable));
export const adminProcedure = schemaFirst(memberAs(['admin']).use(refuseUnreadable));

/**
 * The same, for what takes from others or cannot be taken back: only for whoever proved a short while ago who they are.
 */
const requireProof = t.middleware(({ ctx, next }) => {
  if (ctx.session !== null) requireConfirmed(ctx.session, ctx.deps.now());
  return next();
});
export const confirmedProcedure = schemaFirst(member.use(requireProof).use(refuseUnreadable));
export const confirmedAdminProcedure = schemaFirst(memberAs(['admin']).use(requireProof).use(refuseUnreadable));

/** Signed-in people, and those who have nothing but a temporary password yet. */
export const passwordProcedure = schemaFirst(
  anybody
    .use(({ ctx, next }) =>
      next({ ctx: { ...ctx, ...ctx.provisional, provisional: null, isProvisional: ctx.provisional !== null } }),
    )
    .use(requireMember)
    .use(refuseUnreadable),
);

/** Only for devices that have to wipe themselves; `ctx.revoked` is who they were signed in as. */
export const revokedDeviceProcedure = schemaFirst(
  anybody
    .use(({ ctx, next }) => {
      if (ctx.revoked === null) throw new CodedError('auth.required', {}, 401);
      return next({ ctx: { ...ctx, revoked: ctx.revoked } });
    })
    .use(refuseUnreadable),
);

/** Calls whose answer an older build would misread. Pushes do not use it: what was typed is taken from any build. */
export const currentClientProcedure = schemaFirst(
  member
    .use(({ ctx, next }) => {
      if (ctx.request.protocol < OLDEST_SERVED_PROTOCOL)
        throw new CodedError('sync.updateNeeded', { oldest: OLDEST_SERVED_PROTOCOL }, 426);
      return next();
    })
    .use(refuseUnreadable),
);
