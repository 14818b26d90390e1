import { z } from 'zod';
import { MAX_FILE_NAME_LENGTH } from '../../../sync/rules/file-name';
import { managerProcedure, memberProcedure, router } from '../../trpc/init';
import { bringBack, listDeleted } from './deleted-files';
import { offerFile, showOffered } from './offer-file';

const input = z.strictObject({ id: z.uuid() });
const offered = z.strictObject({ id: z.uuid(), name: z.string().min(1).max(MAX_FILE_NAME_LENGTH) });

export const filesRouter = router({
  deleted: memberProcedure.input(input).query(({ ctx, input: { id } }) => listDeleted(ctx.deps, ctx.member, id)),
  bringBack: memberProcedure.input(input).mutation(({ ctx, input: { id } }) => bringBack(ctx.deps, ctx.member, id)),
  offer: managerProcedure.input(offered).mutation(({ ctx, input }) => offerFile(ctx.deps, ctx.member.id, input)),
  offered: managerProcedure.input(input).query(({ ctx, input: { id } }) => showOffered(ctx.deps, id)),
});
