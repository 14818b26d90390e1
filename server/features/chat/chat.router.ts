import { z } from 'zod';
import { customerShape } from '../../../sync/collections/customer';
import { longestText } from '../../../sync/collections/longest-text';
import { CodedError } from '../../lib/coded-error';
import { memberProcedure, router } from '../../trpc/init';
import { linkToCustomer, linkToNew } from './link-chat';
import { react } from './react';
import { readTyping } from './typing.store';
import { countUnmatched, findUnmatched, ignoreChat, readThread, readUnmatched } from './unmatched.store';

const id = z.uuid();
const MOST_CHATS = 200;
const MOST_MESSAGES = 300;
const { firstName, lastName } = customerShape.shape;
const name = (longest: number) => z.string().trim().max(longest);

/** Chats that are no customer's, for whoever may use the line they came over. */
export const chatRouter = router({
  typing: memberProcedure.query(({ ctx }) => readTyping(ctx.deps.pool, ctx.member)),
  /** '' takes it back. */
  react: memberProcedure
    .input(z.strictObject({ id, emoji: z.union([z.literal(''), z.emoji().max(20)]) }))
    .mutation(({ ctx, input }) => react(ctx.deps, ctx.member, input.id, input.emoji)),
  unmatched: memberProcedure.query(({ ctx }) => readUnmatched(ctx.deps.pool, ctx.member, MOST_CHATS)),
  unmatchedCount: memberProcedure.query(async ({ ctx }) => ({
    count: await countUnmatched(ctx.deps.pool, ctx.member),
  })),
  unmatchedThread: memberProcedure.input(z.strictObject({ id })).query(async ({ ctx, input }) => {
    const chat = await findUnmatched(ctx.deps.pool, ctx.member, input.id);
    if (chat === null) throw new CodedError('chat.unknown', {}, 404);
    return { ...chat, messages: await readThread(ctx.deps.pool, chat.id, MOST_MESSAGES) };
  }),
  link: memberProcedure
    .input(z.strictObject({ id, customerId: id }))
    .mutation(({ ctx, input }) =>
      linkToCustomer(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }, input.id, input.customerId),
    ),
  linkNew: memberProcedure
    .input(
      z.strictObject({ id, firstName: name(longestText(firstName)).min(1), lastName: name(longestText(lastName)) }),
    )
    .mutation(({ ctx, input }) =>
      linkToNew(ctx.deps, ctx.member, { memberId: ctx.member.id, ip: ctx.request.ip }, input.id, input),
    ),
  ignore: memberProcedure.input(z.strictObject({ id })).mutation(async ({ ctx, input }) => {
    const chat = await findUnmatched(ctx.deps.pool, ctx.member, input.id);
    if (chat === null) throw new CodedError('chat.unknown', {}, 404);
    await ignoreChat(ctx.deps.pool, chat.id);
  }),
});
