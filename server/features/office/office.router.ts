import { z } from 'zod';
import { confirmedAdminProcedure, managerProcedure, router } from '../../trpc/init';
import { addImage, MAX_IMAGE_LETTERS } from '../campaigns/add-image';
import { readSending } from './may-send';
import { releaseSends } from './release-sends';

export const officeRouter = router({
  sending: managerProcedure.query(({ ctx }) => readSending(ctx.deps)),
  /** The picture alone; which one is the logo is a setting. */
  addLogo: confirmedAdminProcedure
    .input(z.strictObject({ data: z.base64().max(MAX_IMAGE_LETTERS) }))
    .mutation(({ ctx, input }) => addImage(ctx.deps, ctx.member, input.data)),
  releaseSends: managerProcedure.mutation(({ ctx }) =>
    releaseSends(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }),
  ),
});
