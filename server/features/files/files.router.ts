import { z } from 'zod';
import { memberProcedure, router } from '../../trpc/init';
import { bringBack, listDeleted } from './deleted-files';

const input = z.strictObject({ id: z.uuid() });

export const filesRouter = router({
  deleted: memberProcedure.input(input).query(({ ctx, input: { id } }) => listDeleted(ctx.deps, ctx.member, id)),
  bringBack: memberProcedure.input(input).mutation(({ ctx, input: { id } }) => bringBack(ctx.deps, ctx.member, id)),
});
