import { memberProcedure, router } from '../../trpc/init';
import { readAsking } from './asking.store';

export const messagesRouter = router({
  /** What the caller wrote that waits for their word before it leaves. */
  asking: memberProcedure.query(({ ctx }) => readAsking(ctx.deps.pool, ctx.member)),
});
