import { syncRouter } from '../replication/sync.router';
import { createCallerFactory, router } from './init';

export const appRouter = router({
  sync: syncRouter,
});
export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
