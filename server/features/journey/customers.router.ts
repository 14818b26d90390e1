import { z } from 'zod';
import { confirmedAdminProcedure, router } from '../../trpc/init';
import { eraseCustomer } from './erase-customer';

export const customersRouter = router({
  erase: confirmedAdminProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => eraseCustomer(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }, input.id)),
});
