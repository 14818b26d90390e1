import { confirmedProcedure, memberProcedure, router } from '../../trpc/init';
import { feedInUse } from './feeds.store';
import { makeFeed, revokeFeed } from './make-feed';

/** One's own calendar feed. Its address lets anybody read it, so making one asks who is there. */
export const calendarRouter = router({
  feed: memberProcedure.query(({ ctx }) => feedInUse(ctx.deps.pool, ctx.member.id)),
  makeFeed: confirmedProcedure.mutation(({ ctx }) => makeFeed(ctx.deps, ctx.member.id)),
  revokeFeed: memberProcedure.mutation(({ ctx }) => revokeFeed(ctx.deps, ctx.member.id)),
});
