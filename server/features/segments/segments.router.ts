import { z } from 'zod';
import { segmentRule } from '../../../sync/rules/segment-rule';
import { memberProcedure, router } from '../../trpc/init';
import { findInSegment, MAX_IDS } from './find-in-segment';

/** Who is in a segment by what the office holds: its devices ask themselves (sync/rules/segment.ts). */
export const segmentsRouter = router({
  find: memberProcedure
    .input(z.strictObject({ rule: segmentRule, limit: z.int().min(0).max(MAX_IDS) }))
    .query(({ ctx, input }) => findInSegment(ctx.deps, ctx.member, input.rule, input.limit)),
});
