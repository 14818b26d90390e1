import { authRouter } from '../features/auth/auth.router';
import { membersRouter } from '../features/members/members.router';
import { auditRouter } from '../replication/audit.router';
import { syncRouter } from '../replication/sync.router';
import { workRouter } from '../replication/work.router';
import { createCallerFactory, router } from './init';

export const appRouter = router({
  audit: auditRouter,
  auth: authRouter,
  members: membersRouter,
  sync: syncRouter,
  work: workRouter,
});
export type AppRouter = typeof appRouter;
/** For tests and commands: calls procedures without HTTP. */
export const createCaller = createCallerFactory(appRouter);
