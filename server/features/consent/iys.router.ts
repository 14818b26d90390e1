import { z } from 'zod';
import { managerProcedure, router } from '../../trpc/init';
import { makeIysFile, readIysText, decideIysFile, showIys, takeIysFile } from './exchange-with-iys';
import { MAX_IYS_CHARACTERS } from './iys-file';

const id = z.uuid();

/** The files of İYS: a manager's for their team's customers, an admin's for everybody's. */
export const iysRouter = router({
  show: managerProcedure.query(({ ctx }) => showIys(ctx.deps, ctx.member)),
  make: managerProcedure.mutation(({ ctx }) =>
    makeIysFile(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }),
  ),
  text: managerProcedure
    .input(z.strictObject({ id }))
    .query(({ ctx, input }) => readIysText(ctx.deps, ctx.member, input.id)),
  settle: managerProcedure
    .input(z.strictObject({ id, decision: z.enum(['accepted', 'discarded']) }))
    .mutation(({ ctx, input }) =>
      decideIysFile(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }, input.id, input.decision),
    ),
  take: managerProcedure
    .input(z.strictObject({ text: z.string().max(MAX_IYS_CHARACTERS) }))
    .mutation(({ ctx, input }) =>
      takeIysFile(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }, input.text),
    ),
});
