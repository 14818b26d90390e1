import { managerProcedure, router } from '../../trpc/init';
import { readSending } from './may-send';
import { releaseSends } from './release-sends';

export const officeRouter = router({
  sending: managerProcedure.query(({ ctx }) => readSending(ctx.deps)),
  releaseSends: managerProcedure.mutation(({ ctx }) =>
    releaseSends(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }),
  ),
});
