import { z } from 'zod';
import { CodedError } from '../lib/coded-error';
import { adminProcedure, confirmedAdminProcedure, router } from '../trpc/init';
import { JOBS } from './job-list';
import { readJobStates } from './job-states';

/** Background work as the admin sees it. */
export const jobsRouter = router({
  list: adminProcedure.query(({ ctx }) => readJobStates(ctx.deps, JOBS)),
  /** Wakes it up in every worker; answers before it has run. */
  run: confirmedAdminProcedure.input(z.strictObject({ name: z.string().max(60) })).mutation(({ ctx, input }) => {
    if (!JOBS.some(({ name }) => name === input.name)) throw new CodedError('job.unknown', {}, 404);
    ctx.deps.jobs.wake(input.name);
    ctx.deps.log.info({ action: 'job.run', by: ctx.member.id, job: input.name }, 'a job was asked to run now');
  }),
});
