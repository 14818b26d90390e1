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
import type { ErrorCode } from '../../sync/errors';
import type { Context } from '../trpc/context';
import { currentClientProcedure, memberProcedure, revokedDeviceProcedure, router } from '../trpc/init';
import { digest, digestOf } from './digests';
import { greetDevice } from './hello';
import { countDocuments, pull } from './pull';
import { push } from './push';
import { readPushInput, readUnsentWork } from './read-push-input';
import { repair } from './repair';
import { streamChanges } from './stream';
import { surrender } from './surrendered-work';

/** Rows are refused inside an answer that is none; whoever watches the log hears of them all the same. */
function noteRefusedRows({ deps, member, request }: Context, { results }: PushOutput): void {
  const codes = new Set(results.flatMap((result) => (result.outcome === 'refused' ? (result.code as ErrorCode) : [])));
  for (const code of codes)
    deps.refusals.note({ route: '/trpc/sync.push', code, ip: request.ip, memberId: member?.id });
}

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
    .query(({ ctx, input }): Promise<PullOutput> => pull(ctx.deps, ctx.member, input, ctx.request.shapes)),
  push: memberProcedure
    .meta({ rowByRow: true })
    .input(readPushInput)
    .mutation(async ({ ctx, input }): Promise<PushOutput> => {
      const origin = { ip: ctx.request.ip, importedBy: null, shapes: ctx.request.shapes };
      const output = await push(ctx.deps, ctx.member, input, origin);
      noteRefusedRows(ctx, output);
      return output;
    }),
  count: currentClientProcedure
    .input(z.object({ collection: collectionName }))
    .query(({ ctx, input }) => countDocuments(ctx.deps, ctx.member, input.collection)),
  digest: currentClientProcedure.input(digestInput).query(({ ctx, input }): Promise<DigestOutput> => {
    ctx.deps.callLimits.spend('digest', ctx.member.id);
    return digest(ctx.deps, ctx.member, input, ctx.request.shapes);
  }),
  digestOf: currentClientProcedure.input(digestOfInput).query(({ ctx, input }): Promise<DigestOfOutput> => {
    ctx.deps.callLimits.spend('digest', ctx.member.id);
    return digestOf(ctx.deps, ctx.member, input, ctx.request.shapes);
  }),
  repair: currentClientProcedure.input(repairInput).mutation(({ ctx, input }): Promise<RepairOutput> => {
    ctx.deps.callLimits.spend('repair', ctx.member.id);
    return repair(ctx.deps, ctx.member, input);
  }),
  surrender: revokedDeviceProcedure
    .meta({ rowByRow: true })
    .input(readUnsentWork)
    .mutation(({ ctx, input }) => surrender(ctx.deps, ctx.revoked, input, ctx.request.ip)),
  stream: memberProcedure.subscription(({ ctx, signal }) => streamChanges(ctx.deps, ctx.session, signal)),
});
