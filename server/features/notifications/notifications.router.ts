import { z } from 'zod';
import { timeOfDay } from '../../../sync/rules/setting-values';
import { CodedError } from '../../lib/coded-error';
import { memberProcedure, router } from '../../trpc/init';
import { addNotices } from './notices.store';
import { pushKeys } from './push-keys';
import { forgetOfSession, keepChoices, keepSubscription, readChoices, subscriptionOf } from './subscriptions.store';

const base64url = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}={0,2}$`));
const time = z.string().refine((value) => value === '' || timeOfDay.safeParse(value).success);

/** What a person wants to hear of, and whether this device is told. */
export const notificationsRouter = router({
  read: memberProcedure.query(async ({ ctx }) => {
    const stands = ctx.session === null ? null : await subscriptionOf(ctx.deps.pool, ctx.session.id);
    return {
      choices: await readChoices(ctx.deps.pool, ctx.member.id),
      /** For the browser to ask its push service with; base64url. */
      publicKey: (await pushKeys(ctx.deps.pool)).publicKey,
      /** Where this device hears, null: it does not. */
      endpoint: stands?.endpoint ?? null,
      /** In which language it hears. */
      language: stands?.language ?? null,
    };
  }),
  choose: memberProcedure
    .input(
      z
        .strictObject({
          messages: z.boolean(),
          approvals: z.boolean(),
          answers: z.boolean(),
          handovers: z.boolean(),
          strangers: z.boolean(),
          lines: z.boolean(),
          showsText: z.boolean(),
          quietFrom: time,
          quietTo: time,
        })
        // What was changed; an app from before sends all it knows of.
        .partial()
        .refine(({ quietFrom, quietTo }) =>
          quietFrom === undefined || quietTo === undefined || quietFrom === '' || quietTo === ''
            ? quietFrom === quietTo
            : quietFrom !== quietTo,
        ),
    )
    .mutation(({ ctx, input }) => keepChoices(ctx.deps.pool, ctx.member.id, input)),
  subscribe: memberProcedure
    .input(
      z.strictObject({
        endpoint: z.string().min(10).max(1_000),
        /** An uncompressed point of P-256, and 16 bytes. */
        p256dh: base64url(87),
        auth: base64url(22),
        language: z.enum(['tr', 'en']),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      if (!ctx.deps.push.accepts(input.endpoint)) throw new CodedError('notification.wrongService', {}, 400);
      if (ctx.session === null) throw new CodedError('auth.required', {}, 401);
      const { id: sessionId } = ctx.session;
      await keepSubscription(ctx.deps.pool, { id: ctx.deps.newId(), memberId: ctx.member.id, sessionId, ...input });
    }),
  unsubscribe: memberProcedure.mutation(async ({ ctx }) => {
    if (ctx.session !== null) await forgetOfSession(ctx.deps.pool, ctx.session.id);
  }),
  /** To the person's own devices; answers how many will hear. */
  test: memberProcedure.mutation(async ({ ctx }) => {
    const about = { customerId: null, conversationId: null, appointmentId: null };
    const source = ctx.deps.newId();
    const count = await addNotices(ctx.deps.pool, [{ memberId: ctx.member.id, kind: 'test', source, ...about }]);
    if (count > 0) ctx.deps.jobs.wake('send-push');
    return { count };
  }),
});
