import { z } from 'zod';
import { DELIVERY_REASONS, DELIVERY_STATES } from '../../../sync/rules/delivery';
import { PURPOSES } from '../../../sync/rules/consent';
import { managerProcedure, router } from '../../trpc/init';
import { decideDelivery } from './decide-delivery';
import { listDeliveries } from './list-deliveries';
import { listSmsMonths } from './sms-months';

const id = z.uuid();

/** What left, what waits and what nobody knows, as managers see it: their team's customers, an admin's everybody's. */
export const deliveriesRouter = router({
  list: managerProcedure
    .input(
      z.strictObject({
        state: z.enum(DELIVERY_STATES).nullable(),
        reason: z.enum(DELIVERY_REASONS).nullable(),
        channel: z.enum(['email', 'sms', 'whatsapp']).nullable(),
        purpose: z.enum(PURPOSES).nullable(),
        /** What the page before answered with; null: from the newest. */
        cursor: z.string().max(80).nullable(),
      }),
    )
    .query(({ ctx, input }) => listDeliveries(ctx.deps, ctx.member, input)),
  /** What SMS cost by month. */
  smsMonths: managerProcedure.query(({ ctx }) => listSmsMonths(ctx.deps, ctx.member)),
  /**
   * `assume`: it arrived; `again`: send it once more, knowing that it may arrive twice; `cancel`: it shall not leave.
   */
  decide: managerProcedure
    .input(z.strictObject({ id, decision: z.enum(['assume', 'again', 'cancel']) }))
    .mutation(({ ctx, input }) =>
      decideDelivery(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }, input.id, input.decision),
    ),
});
