import { memberProcedure, router } from '../trpc/init';
import { changesInput, changesOfDocument, type ChangePage } from './changes-of-document';

export const auditRouter = router({
  ofDocument: memberProcedure
    .input(changesInput)
    .query(({ ctx, input }): Promise<ChangePage> => changesOfDocument(ctx.deps, ctx.member, input)),
});
