import * as z from 'zod/mini';
import {
  collectionName,
  helloInput,
  pullInput,
  type HelloOutput,
  type PullOutput,
  type PushOutput,
} from '../../sync/protocol/messages';
import {
  digestInput,
  digestOfInput,
  repairInput,
  type DigestOfOutput,
  type DigestOutput,
  type RepairOutput,
} from '../../sync/protocol/digests';
import { surrenderInput } from '../../sync/protocol/unsent-work';
import { currentClientProcedure, memberProcedure, revokedDeviceProcedure, router } from '../trpc/init';
import { digest, digestOf } from './digests';
import { greetDevice } from './hello';
import { countDocuments, pull } from './pull';
import { push } from './push';
import { readPushInput } from './read-push-input';
import { repair } from './repair';
import { streamChanges } from './stream';
import { surrender } from './surrendered-work';

/**
 * The protocol of sync/README.md over tRPC. Pushes are taken from any build; the rest needs one that understands the
 * answers.
 */
export const syncRouter = router({
  hello: currentClientProcedure
    .input(helloInput)
    .mutation(({ ctx, input }): Promise<HelloOutput> => greetDevice(ctx.deps, ctx, input)),
  pull: currentClientProcedure
    .input(pullInput)
    .query(({ ctx, input }): Promise<PullOutput> => pull(ctx.deps, ctx.member, input)),
  push: memberProcedure
    .meta({ rowByRow: true })
    .input(readPushInput)
    .mutation(({ ctx, input }): Promise<PushOutput> =>
      push(ctx.deps, ctx.member, input, {
        ip: ctx.request.ip,
        importedBy: null,
        shapes: ctx.request.shapes,
      }),
    ),
  count: currentClientProcedure
    .input(z.object({ collection: collectionName }))
    .query(({ ctx, input }) => countDocuments(ctx.deps, ctx.member, input.collection)),
  digest: currentClientProcedure
    .input(digestInput)
    .query(({ ctx, input }): Promise<DigestOutput> => digest(ctx.deps, ctx.member, input)),
  digestOf: currentClientProcedure
    .input(digestOfInput)
    .query(({ ctx, input }): Promise<DigestOfOutput> => digestOf(ctx.deps, ctx.member, input)),
  repair: currentClientProcedure
    .input(repairInput)
    .mutation(({ ctx, input }): Promise<RepairOutput> => repair(ctx.deps, ctx.member, input)),
  surrender: revokedDeviceProcedure
    .meta({ rowByRow: true })
    .input(surrenderInput)
    .mutation(({ ctx, input }) => surrender(ctx.deps, ctx.revoked, input, ctx.request.ip)),
  stream: memberProcedure.subscription(({ ctx, signal }) => streamChanges(ctx.deps, ctx.session, signal)),
});
