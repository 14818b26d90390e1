import { z } from 'zod';
import { memberProcedure, router } from '../../trpc/init';
import { sendEmail } from './send-email';

export const messagesRouter = router({
  /** One mail of one person to one customer. `id` is made where it is written: said twice, it is sent once. */
  sendEmail: memberProcedure
    .input(
      z.strictObject({
        id: z.uuid(),
        customerId: z.uuid(),
        subject: z.string().trim().min(1).max(200),
        text: z.string().trim().min(1).max(20_000),
      }),
    )
    .mutation(({ ctx, input }) => sendEmail(ctx.deps, ctx.member, input)),
});
