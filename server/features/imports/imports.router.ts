import { z } from 'zod';
import {
  DECISIONS_FOR_ALL,
  IMPORT_MODES,
  importColumns,
  importDefaults,
  MAX_IMPORT_ROWS,
  ROW_OUTCOMES,
  rowDecision,
} from '../../../sync/rules/import';
import { memberProcedure, router } from '../../trpc/init';
import { decideAll } from './decide-all';
import { decideRow } from './decide-row';
import { chooseColumns } from './set-columns';
import { exportNotTaken, listImports, listRows, showImport } from './show-imports';
import { discardImport, revertImport, startImport, stopImport } from './steer-import';

const id = z.uuid();
const one = z.strictObject({ id });
const rowNo = z.int().min(1).max(MAX_IMPORT_ROWS);
/** Behind which row a page begins; 0: with the first. */
const after = z.int().min(0).max(MAX_IMPORT_ROWS);
const cursor = z.string().regex(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z [0-9a-f-]{36}$/);
const by = ({ member, request }: { member: { id: string }; request: { ip: string } }) => ({
  memberId: member.id,
  ip: request.ip,
});

/**
 * Customers from a file: of whoever brought it, and of admins. The file itself comes by POST to /import-files/:id
 * (server/http/import-routes.ts).
 */
export const importsRouter = router({
  list: memberProcedure
    .input(z.strictObject({ cursor: cursor.nullable() }))
    .query(({ ctx, input }) => listImports(ctx.deps, ctx.member, input.cursor)),
  /** Also what is asked again and again while it is checked, run and taken back. */
  show: memberProcedure.input(one).query(({ ctx, input }) => showImport(ctx.deps, ctx.member, input.id)),
  setColumns: memberProcedure
    .input(z.strictObject({ id, columns: importColumns, mode: z.enum(IMPORT_MODES), defaults: importDefaults }))
    .mutation(({ ctx, input }) => chooseColumns(ctx.deps, ctx.member, input)),
  /** `outcome`, `reverted`: null for all. */
  rows: memberProcedure
    .input(
      z.strictObject({
        id,
        outcome: z.enum(ROW_OUTCOMES).nullable(),
        reverted: z.enum(['removed', 'restored', 'kept']).nullable(),
        after,
      }),
    )
    .query(({ ctx, input }) => listRows(ctx.deps, ctx.member, input)),
  decide: memberProcedure
    .input(z.strictObject({ id, rowNo, decision: z.nullable(rowDecision) }))
    .mutation(({ ctx, input }) => decideRow(ctx.deps, ctx.member, input)),
  decideAll: memberProcedure
    .input(z.strictObject({ id, decision: z.enum(DECISIONS_FOR_ALL) }))
    .mutation(({ ctx, input }) => decideAll(ctx.deps, ctx.member, input)),
  start: memberProcedure.input(one).mutation(({ ctx, input }) => startImport(ctx.deps, ctx.member, by(ctx), input.id)),
  stop: memberProcedure.input(one).mutation(({ ctx, input }) => stopImport(ctx.deps, ctx.member, by(ctx), input.id)),
  revert: memberProcedure
    .input(one)
    .mutation(({ ctx, input }) => revertImport(ctx.deps, ctx.member, by(ctx), input.id)),
  discard: memberProcedure
    .input(one)
    .mutation(({ ctx, input }) => discardImport(ctx.deps, ctx.member, by(ctx), input.id)),
  /** Rows that no run took, as they stood in the file; the device writes the table in its reader's words. */
  exportRows: memberProcedure
    .input(z.strictObject({ id, after }))
    .query(({ ctx, input }) => exportNotTaken(ctx.deps, ctx.member, input)),
});
