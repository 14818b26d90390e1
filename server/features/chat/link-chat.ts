/**
 * A chat becomes a customer's: everything said in it moves into their conversation, in slices, and what comes follows.
 */
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { Deps } from '../../deps';
import { recordAudit, type Actor } from '../../db/record-audit';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { holdLine, linkChat, readChat } from './chats.store';
import { placeWaiting } from './record-event';
import { customerInScope, findUnmatched, type FoundChat } from './unmatched.store';

export type Linked = { readonly customerId: string; readonly conversationId: string };

async function requireChat(deps: Pick<Deps, 'pool'>, member: SignedInMember, id: string): Promise<FoundChat> {
  const chat = await findUnmatched(deps.pool, member, id);
  if (chat === null) throw new CodedError('chat.unknown', {}, 404);
  return chat;
}

export async function linkToCustomer(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  chatId: string,
  customerId: string,
): Promise<Linked> {
  const chat = await requireChat(deps, member, chatId);
  if (!(await customerInScope(deps.pool, member, customerId))) throw new CodedError('chat.customerUnknown', {}, 404);
  await link(deps, member, by, chat, customerId);
  return { customerId, conversationId: conversationIdOf('whatsapp', customerId) };
}

/** The number and the name are taken over; whoever asks owns the customer. */
export async function linkToNew(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  chatId: string,
  { firstName, lastName }: { readonly firstName: string; readonly lastName: string },
): Promise<Linked> {
  const chat = await requireChat(deps, member, chatId);
  const customerId = deps.newId();
  const createdAt = new Date(deps.now()).toISOString();
  const phone = /^\+[1-9]\d{5,14}$/.test(chat.phone) ? chat.phone : '';
  const isTurkish = phone === '' || phone.startsWith('+90');
  const made = {
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    email: '',
    phone,
    altPhone: '',
    countryId: '',
    address: '',
    occupation: '',
    language: isTurkish ? 'tr' : 'en',
    city: '',
    ownerId: member.id,
    sharedWith: [],
    stage: 'new',
    source: 'phone',
    notes: '',
    createdBy: member.id,
    createdAt,
    lastContactAt: '',
    deletedAt: '',
  };
  await link(deps, member, by, chat, customerId, made);
  return { customerId, conversationId: conversationIdOf('whatsapp', customerId) };
}

/** `made`: the values of a customer who is made with it; both are there, or neither. */
async function link(
  deps: Deps,
  member: SignedInMember,
  by: Actor,
  { id, lineId }: FoundChat,
  customerId: string,
  made: Record<string, unknown> | null = null,
) {
  let isMore = true;
  let isLinked = false;
  while (isMore)
    await deps
      .withinOffice('messages', `chat:${id}`, async (context) => {
        const { client, touch, write } = context;
        await holdLine(client, lineId);
        if (!isLinked) {
          // Pressed twice, or by two people: the first has it.
          if ((await readChat(client, id)).customerId !== null) throw new CodedError('chat.unknown', {}, 404);
          if (made !== null) {
            const { outcomes, touched } = await write('customers', [{ id: customerId, values: made }]);
            if (outcomes[0]?.outcome !== 'written') throw new CodedError('chat.notMade', {}, 409);
            touch(touched);
          }
          await linkChat(client, id, customerId, member.id);
        }
        isMore = await placeWaiting(context, await readChat(client, id));
        touch(['customers', 'conversations', 'messages']);
      })
      .then(() => {
        isLinked = true;
      });
  deps.jobs.wake('fetch-files');
  await recordAudit(
    deps.prisma,
    by,
    'chat.linked',
    { collection: 'customers', documentId: customerId },
    {},
    { chat: id },
    new Date(deps.now()),
  );
}
