import { z } from 'zod';
import { managerProcedure, memberProcedure, router } from '../../trpc/init';
import { fatesOfCustomer, fatesOfRoot, readUnreached } from './fates.store';
import { listFates } from './list-fates';

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
  /** Of every customer of the team, an admin's everybody's. */
  list: managerProcedure
    .input(
      z.strictObject({
        /** Only what never left or did not arrive. */
        isUnsentOnly: z.boolean(),
        /** What the page before answered with; null: from the newest. */
        cursor: z.string().max(80).nullable(),
      }),
    )
    .query(({ ctx, input }) => listFates(ctx.deps, ctx.member, input)),
  unreached: memberProcedure.query(({ ctx }) => readUnreached(ctx.deps.pool, ctx.member, UNREACHED_DAYS)),
});
