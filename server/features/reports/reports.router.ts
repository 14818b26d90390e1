import { z } from 'zod';
import { longestText } from '../../../sync/collections/longest-text';
import { segmentShape } from '../../../sync/collections/segment';
import { segmentRule } from '../../../sync/rules/segment-rule';
import { managerProcedure, router } from '../../trpc/init';
import { showTeamDay } from './team-day';
import { readMailChoice, writeMailChoice } from './mails.store';
import { setTarget } from './targets';
import { TARGETED } from './targets.store';
import { countReports } from './report-verbs';
import { listReports } from './show-report';

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
const which = {
  teamId: z.uuid().nullable(),
  month,
  /** Left out or null: everybody's. */
  segment: z.strictObject({ rule: segmentRule, name: z.string().max(longestText(segmentShape.shape.name)) }).nullish(),
};

/** The months of the office: for managers its own and their team's, for admins every team's. */
export const reportsRouter = router({
  /** Who has what today, who is silent, and this week beside the last. */
  teamDay: managerProcedure.query(({ ctx }) => showTeamDay(ctx.deps, ctx.member)),
  list: managerProcedure.query(({ ctx }) => listReports(ctx.deps, ctx.member)),
  show: managerProcedure
    .input(z.strictObject(which))
    .query(({ ctx, input }) => countReports(ctx.deps, 'showReport', ctx.member, input)),
  /** What a figure was counted from; `row` is the id of what it is of. */
  behind: managerProcedure
    .input(z.strictObject({ ...which, group: z.string().max(20), row: z.string().max(80), column: z.string().max(40) }))
    .query(({ ctx, input }) => countReports(ctx.deps, 'showBehind', ctx.member, input)),
  /** From the present month on; `value` null: none any more. */
  setTarget: managerProcedure
    .input(
      z.strictObject({
        teamId: z.uuid().nullable(),
        memberId: z.uuid().nullable(),
        measure: z.enum(TARGETED),
        value: z.int().min(1).max(1_000_000).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => setTarget(ctx.deps, ctx.member, input)),
  /** In which language they are mailed that a month has closed; null: not at all. */
  mail: managerProcedure.query(({ ctx }) => readMailChoice(ctx.deps.pool, ctx.member.id)),
  setMail: managerProcedure
    .input(z.strictObject({ language: z.enum(['tr', 'en']).nullable() }))
    .mutation(({ ctx, input }) =>
      writeMailChoice(ctx.deps.pool, ctx.member.id, input.language, new Date(ctx.deps.now()).toISOString()),
    ),
  pdf: managerProcedure
    .input(z.strictObject({ ...which, language: z.enum(['tr', 'en']) }))
    .query(({ ctx, input: { language, ...input } }) =>
      countReports(ctx.deps, 'reportPdf', ctx.member, input, language),
    ),
});
