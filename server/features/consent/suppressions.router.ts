import { z } from 'zod';
import { CHANNELS } from '../../../sync/rules/address';
import { LIFT_SOURCES, SUPPRESSION_REASONS } from '../../../sync/rules/consent';
import { managerProcedure, router } from '../../trpc/init';
import { liftSuppression } from './lift-suppression';
import { listSuppressions } from './list-suppressions';
import { suppressAddress } from './suppress-address';

const address = z.string().trim().min(3).max(254);
const channel = z.enum(CHANNELS);

/** Who may not be written to, whatever the customer list says. */
export const suppressionsRouter = router({
  list: managerProcedure
    .input(
      z.strictObject({
        /** A whole address: the list holds keys alone, so nothing can be found by a part. '' for all. */
        address: z.string().trim().max(254),
        channel: channel.nullable(),
        reason: z.enum(SUPPRESSION_REASONS).nullable(),
        cursor: z.string().max(200).nullable(),
      }),
    )
    .query(({ ctx, input }) => listSuppressions(ctx.deps, ctx.member, input)),
  add: managerProcedure
    .input(z.strictObject({ address, channel }))
    .mutation(({ ctx, input }) =>
      suppressAddress(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }, input.channel, input.address),
    ),
  /** By evidence alone: a consent of that address that happened later. */
  lift: managerProcedure
    .input(
      z.strictObject({
        address,
        channel,
        source: z.enum(LIFT_SOURCES),
        evidence: z.string().trim().min(3).max(500),
        wording: z.string().trim().min(3).max(2_000),
        occurredAt: z.iso.datetime({ precision: 3 }),
      }),
    )
    .mutation(({ ctx, input }) => liftSuppression(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }, input)),
});
