import { adminProcedure, router } from '../trpc/init';
import { systemStatus } from './system-status';

export const systemRouter = router({
  status: adminProcedure.query(({ ctx }) => systemStatus(ctx.deps)),
});
