import { z } from 'zod';
import { CHANNELS, MAX_ADDRESS_LENGTH } from '../../../sync/rules/address';
import {
  LIFT_SOURCES,
  MAX_LIFT_EVIDENCE_LENGTH,
  MAX_LIFT_WORDING_LENGTH,
  SUPPRESSION_REASONS,
} from '../../../sync/rules/consent';
import { managerProcedure, router } from '../../trpc/init';
import { liftSuppression } from './lift-suppression';
import { listSuppressions } from './list-suppressions';
import { suppressAddress } from './suppress-address';

const address = z.string().trim().min(3).max(MAX_ADDRESS_LENGTH);
const channel = z.enum(CHANNELS);

/** Who may not be written to, whatever the customer list says. */
export const suppressionsRouter = router({
  list: managerProcedure
    .input(
      z.strictObject({
        /** A whole address: the list holds keys alone, so nothing can be found by a part. '' for all. */
        address: z.string().trim().max(MAX_ADDRESS_LENGTH),
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
        evidence: z.string().trim().min(3).max(MAX_LIFT_EVIDENCE_LENGTH),
        wording: z.string().trim().min(3).max(MAX_LIFT_WORDING_LENGTH),
        occurredAt: z.iso.datetime({ precision: 3 }),
      }),
    )
    .mutation(({ ctx, input }) => liftSuppression(ctx.deps, { memberId: ctx.member.id, ip: ctx.request.ip }, input)),
});
