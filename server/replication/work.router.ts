import { z } from 'zod';
import { MAX_FORWARD_REPLY } from '../../sync/protocol/unsent-work';
import { adminProcedure, confirmedAdminProcedure, managerProcedure, memberProcedure, router } from '../trpc/init';
import type { Context } from '../trpc/context';
import { readUnsentWork } from './read-push-input';
import {
  applyForwarded,
  countForwarded,
  declineForwarded,
  forward,
  listForwarded,
  listOwnForwarded,
  readForward,
} from './forwarded-work';
import { importFile } from './import-file';
import { applySurrendered, discardSurrendered, listSurrendered } from './surrendered-work';

const one = z.object({ id: z.uuid() });
const actor = (ctx: Context) => ({ memberId: ctx.member?.id ?? null, ip: ctx.request.ip });

/** Work that came in another way than from its own device. */
export const workRouter = router({
  importFile: managerProcedure
    .meta({ rowByRow: true })
    .input(readUnsentWork)
    .mutation(({ ctx, input }) => importFile(ctx.deps, ctx.member, ctx.request.ip, input)),
  forward: memberProcedure
    .meta({ rowByRow: true })
    .input(readForward)
    .mutation(({ ctx, input }) => forward(ctx.deps, ctx.member, ctx.request.ip, input)),
  ownForwarded: memberProcedure.query(({ ctx }) => listOwnForwarded(ctx.deps, ctx.member.id)),
  forwarded: managerProcedure.query(({ ctx }) => listForwarded(ctx.deps, ctx.member)),
  forwardedCount: managerProcedure.query(({ ctx }) => countForwarded(ctx.deps, ctx.member)),
  applyForwarded: managerProcedure
    .input(one)
    .mutation(({ ctx, input }) => applyForwarded(ctx.deps, ctx.member, ctx.request.ip, input.id)),
  declineForwarded: managerProcedure
    .input(z.object({ id: z.uuid(), reply: z.string().trim().min(1).max(MAX_FORWARD_REPLY) }))
    .mutation(({ ctx, input }) => declineForwarded(ctx.deps, ctx.member, ctx.request.ip, input)),
  surrendered: adminProcedure.query(({ ctx }) => listSurrendered(ctx.deps)),
  applySurrendered: confirmedAdminProcedure
    .input(one)
    .mutation(({ ctx, input }) => applySurrendered(ctx.deps, actor(ctx), input.id)),
  discardSurrendered: confirmedAdminProcedure
    .input(one)
    .mutation(({ ctx, input }) => discardSurrendered(ctx.deps, actor(ctx), input.id)),
});
