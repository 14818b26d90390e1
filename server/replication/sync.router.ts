import * as z from 'zod/mini';
import { collectionName, helloInput, pullInput, type HelloOutput, type PullOutput, type PushOutput } from '../../sync/protocol/messages';
import { currentClientProcedure, memberProcedure, router } from '../trpc/init';
import { greetDevice } from './hello';
import { countDocuments, pull } from './pull';
import { push } from './push';
import { readPushInput } from './read-push-input';
import { streamChanges } from './stream';

/** The protocol of sync/README.md over tRPC. Pushes are taken from any build; the rest needs one that understands the answers. */
export const syncRouter = router({
  hello: currentClientProcedure.input(helloInput).mutation(({ ctx, input }): Promise<HelloOutput> => greetDevice(ctx.deps, ctx, input)),
  pull: currentClientProcedure.input(pullInput).query(({ ctx, input }): Promise<PullOutput> => pull(ctx.deps, ctx.member, input)),
  push: memberProcedure.input(readPushInput).mutation(({ ctx, input }): Promise<PushOutput> => push(ctx.deps, ctx.member, input, { ip: ctx.request.ip, importedBy: null })),
  count: currentClientProcedure.input(z.object({ collection: collectionName })).query(({ ctx, input }) => countDocuments(ctx.deps, ctx.member, input.collection)),
  stream: memberProcedure.subscription(({ ctx, signal }) => streamChanges(ctx.deps, ctx.session, signal)),
});
