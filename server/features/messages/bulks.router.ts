import { z } from 'zod';
import { memberProcedure, router } from '../../trpc/init';
import { cancelBulk } from './cancel-bulk';
import { listBulks, showBulk } from './list-bulks';

const id = z.uuid();
const line = z.string().regex(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/);

/** What was sent to many at once: one's own, and for managers their team's. */
export const bulksRouter = router({
  list: memberProcedure
    .input(z.strictObject({ cursor: line.nullable() }))
    .query(({ ctx, input }) => listBulks(ctx.deps, ctx.member, input.cursor)),
  show: memberProcedure
    .input(z.strictObject({ id, cursor: id.nullable() }))
    .query(({ ctx, input }) => showBulk(ctx.deps, ctx.member, input.id, input.cursor)),
  /** All of it that has not left. */
  cancel: memberProcedure
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) =>
      cancelBulk(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }, input.id),
    ),
});
