import { z } from 'zod';
import { memberProcedure, router } from '../../trpc/init';
import { fatesOfCustomer, fatesOfRoot, readUnreached } from './fates.store';

const id = z.uuid();
const OF_CUSTOMER = 30;
const UNREACHED_DAYS = 3;

/** What customers heard of their appointments, of those whom the caller sees. */
export const remindersRouter = router({
  ofAppointment: memberProcedure
    .input(z.strictObject({ rootId: id, occurrenceOn: z.string().regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/) }))
    .query(({ ctx, input }) => fatesOfRoot(ctx.deps.pool, ctx.member, input.rootId, input.occurrenceOn)),
  ofCustomer: memberProcedure
    .input(z.strictObject({ customerId: id }))
    .query(({ ctx, input }) => fatesOfCustomer(ctx.deps.pool, ctx.member, input.customerId, OF_CUSTOMER)),
  unreached: memberProcedure.query(({ ctx }) => readUnreached(ctx.deps.pool, ctx.member, UNREACHED_DAYS)),
});
