import { z } from 'zod';
import { LINE_CAPS, MAX_LINE_NAME_LENGTH } from '../../../sync/rules/line';
import type { Context } from '../../trpc/context';
import { adminProcedure, confirmedAdminProcedure, memberProcedure, router } from '../../trpc/init';
import type { Actor } from '../../db/record-audit';
import {
  createLine,
  lineHealth,
  lineStatus,
  listLines,
  logOutLine,
  pairLine,
  removeLineFor,
  replayLine,
  restartLine,
  setLineCaps,
  setLineMembers,
} from './manage-lines';

const id = z.uuid();
const people = z.array(z.uuid()).max(500);
const one = z.strictObject({ id });
const cap = (of: keyof typeof LINE_CAPS) => z.int().min(LINE_CAPS[of].least).max(LINE_CAPS[of].most);
const by = (ctx: Context): Actor => ({ memberId: ctx.member?.id ?? null, ip: ctx.request.ip });

/** The office's numbers on WhatsApp. Keys and names of the server behind them never leave the office. */
export const linesRouter = router({
  list: adminProcedure.query(({ ctx }) => listLines(ctx.deps)),
  create: confirmedAdminProcedure
    // An app from before does not name which line it adds.
    .input(z.strictObject({ name: z.string().trim().min(1).max(MAX_LINE_NAME_LENGTH), id: id.optional() }))
    .mutation(({ ctx, input }) => createLine(ctx.deps, by(ctx), input.name, input.id)),
  /** Asked every few seconds while somebody looks; `phone`: E.164, for a code to type instead of a picture to scan. */
  pair: confirmedAdminProcedure
    .input(
      z.strictObject({
        id,
        phone: z
          .string()
          .regex(/^\+\d{6,15}$/)
          .optional(),
        /** Typed a moment ago: a code for another number counts no more. */
        isAnew: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) => pairLine(ctx.deps, input.id, input.phone ?? null, input.isAnew)),
  restart: confirmedAdminProcedure.input(one).mutation(({ ctx, input }) => restartLine(ctx.deps, by(ctx), input.id)),
  logOut: confirmedAdminProcedure.input(one).mutation(({ ctx, input }) => logOutLine(ctx.deps, by(ctx), input.id)),
  remove: confirmedAdminProcedure.input(one).mutation(({ ctx, input }) => removeLineFor(ctx.deps, by(ctx), input.id)),
  setMembers: confirmedAdminProcedure
    // An app from before sends everybody who may use it.
    .input(z.union([z.strictObject({ id, added: people, removed: people }), z.strictObject({ id, memberIds: people })]))
    .mutation(({ ctx, input }) => setLineMembers(ctx.deps, by(ctx), input.id, input)),
  setCaps: confirmedAdminProcedure
    .input(z.strictObject({ id, daily: cap('daily').optional(), newChats: cap('newChats').optional() }))
    .mutation(({ ctx, input }) => setLineCaps(ctx.deps, by(ctx), input)),
  health: adminProcedure.input(one).query(({ ctx, input }) => lineHealth(ctx.deps, input.id)),
  /** Reads everything that was kept of the line once more; nothing of it comes twice. */
  replay: confirmedAdminProcedure.input(one).mutation(({ ctx, input }) => replayLine(ctx.deps, by(ctx), input.id)),
  status: memberProcedure.query(({ ctx }) => lineStatus(ctx.deps, ctx.member)),
});
