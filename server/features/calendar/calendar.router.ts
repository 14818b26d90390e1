import * as z from 'zod';
import { confirmedProcedure, memberProcedure, router } from '../../trpc/init';
import { feedInUse, writeFeedLanguage } from './feeds.store';
import { makeFeed, revokeFeed } from './make-feed';

const speaks = z.strictObject({ language: z.enum(['tr', 'en']) });

/** One's own calendar feed. Its address lets anybody read it, so making one asks who is there. */
export const calendarRouter = router({
  feed: memberProcedure.query(({ ctx }) => feedInUse(ctx.deps.pool, ctx.member.id)),
  /** Builds from before the office kept the language ask without. */
  makeFeed: confirmedProcedure
    .input(speaks.optional())
    .mutation(({ ctx, input }) => makeFeed(ctx.deps, ctx.member.id, input?.language ?? null)),
  /** Does nothing where there is no feed. */
  setFeedLanguage: memberProcedure
    .input(speaks)
    .mutation(({ ctx, input }) => writeFeedLanguage(ctx.deps.pool, ctx.member.id, input.language)),
  revokeFeed: memberProcedure.mutation(({ ctx }) => revokeFeed(ctx.deps, ctx.member.id)),
});
