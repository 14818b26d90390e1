import { helloInput, type HelloOutput } from '../../sync/protocol/messages';
import { currentClientProcedure, router } from '../trpc/init';
import { greetDevice } from './hello';

/** The protocol of sync/README.md over tRPC. */
export const syncRouter = router({
  hello: currentClientProcedure.input(helloInput).mutation(({ ctx, input }): Promise<HelloOutput> => greetDevice(ctx.deps, ctx, input)),
});
