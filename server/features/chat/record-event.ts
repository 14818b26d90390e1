/** What is told of a line, taken in once however often and in whatever order it is told. */
import type { ClientBase } from 'pg';
import { derivedId } from '../../../sync/rules/derived-id';
import { readSmsAnswer } from '../../../sync/rules/sms-answer';
import type { Deps } from '../../deps';
import type { EffectContext } from '../../lib/noun-replication';
import type { HeardMessage, WhatsappEvent } from '../../gateways/whatsapp/contract';
import type { SuppressionLine } from '../consent/suppress-key';
import { suppressKey } from '../consent/suppress-key';
import { hearIncoming } from '../messages/hear-incoming';
import { noteStranger } from '../notifications/note-news';
import { answerAway } from './answer-away';
import {
  findCustomer,
  holdLine,
  isCustomerThere,
  linkChat,
  noteHeard,
  readChat,
  resolveChat,
  type Chat,
  type Match,
} from './chats.store';
import {
  addContent,
  addEdit,
  addReaction,
  addRevocation,
  addStatus,
  isErased,
  project,
  readHeard,
  setMessage,
  settleIn,
  takeOver,
  unplaced,
  type Heard,
} from './heard.store';
import { claimOwn, recordHeard } from './heard-sends.store';

type Within = Pick<EffectContext, 'client' | 'touch' | 'write'>;
export type Followed = {
  /** What may not be forgotten: kept in the journal after the commit. */
  readonly suppressed: SuppressionLine[];
  readonly wakes: Set<string>;
  ignored: number;
};
export const nothingFollowed = (): Followed => ({ suppressed: [], wakes: new Set(), ignored: 0 });
/** `isPulled`: asked for by us, as it stands there now. `receivedAt`: for what says no time of its own. */
export type Hearing = { readonly receivedAt: string; readonly isPulled: boolean };
type Port = Pick<Deps, 'newId'>;
const PLACED_AT_ONCE = 200;

/** Within one transaction. */
export async function recordEvent(
  deps: Port,
  within: Within,
  lineId: string,
  event: WhatsappEvent,
  { receivedAt, isPulled }: Hearing,
  followed: Followed,
): Promise<void> {
  const { client } = within;
  switch (event.kind) {
    case 'message':
      await holdLine(client, lineId);
      return recordMessage(deps, within, lineId, event.message, isPulled ? receivedAt : null, followed);
    case 'status':
      await holdLine(client, lineId);
      await addStatus(client, lineId, event.keyId, event.status);
      if (await recordHeard(client, lineId, event.keyId)) followed.wakes.add('send-reminders');
      return shown(within, lineId, event.keyId);
    case 'edited':
      await holdLine(client, lineId);
      await addEdit(client, lineId, event.keyId, event.text, event.atMs);
      return shown(within, lineId, event.keyId);
    case 'revoked':
      await holdLine(client, lineId);
      await addRevocation(client, lineId, event.keyId, receivedAt);
      return shown(within, lineId, event.keyId);
    case 'reaction':
      await holdLine(client, lineId);
      await addReaction(client, lineId, event.keyId, event.fromMe ? 'us' : 'customer', event.emoji, event.atMs);
      return shown(within, lineId, event.keyId);
    case 'ignored':
      followed.ignored += 1;
      return;
    case 'line':
    case 'pairing':
      return;
  }
}

async function shown({ client, touch }: Within, lineId: string, keyId: string): Promise<void> {
  await project(client, lineId, keyId);
  touch(['messages']);
}

async function recordMessage(
  deps: Port,
  within: Within,
  lineId: string,
  message: HeardMessage,
  pulledAt: string | null,
  followed: Followed,
): Promise<void> {
  const { client } = within;
  const before = await takeOver(client, lineId, message.keyId, message.fromMe);
  if (await isErased(client, lineId, message.keyId)) return;
  const { id } = await resolveChat(client, lineId, message.addresses, deps.newId);
  if (before !== null) await settleIn(client, lineId, message.keyId, before.chatId, id);
  const at = new Date(message.atMs).toISOString();
  await noteHeard(client, id, { at, fromMe: message.fromMe, name: message.senderName });
  const isNew = await addContent(client, lineId, id, message);
  if (!isNew && pulledAt !== null) await noticeEdit(client, lineId, message, pulledAt);
  if (message.fromMe && isNew && !message.isFromPhone) await claimOwn(client, lineId, id, message);
  const chat = await matched(client, await readChat(client, id));
  await placeWaiting(within, chat);
  if (before !== null) await holdOver(within, chat);
  if (message.file !== null && chat.customerId !== null) followed.wakes.add('fetch-files');
  if (await recordHeard(client, lineId, message.keyId)) followed.wakes.add('send-reminders');
  await shown(within, lineId, message.keyId);
  if (isNew && !message.fromMe) await hearAnswer(client, chat, message, followed);
  if (isNew && !message.fromMe && chat.customerId === null && (await noteStranger(client, id, at)))
    followed.wakes.add('send-push');
  if (isNew && readSmsAnswer(message.text) !== 'stop')
    await answerAway(within, chat, message, (job) => followed.wakes.add(job));
  within.touch(['conversations']);
}

/**
 * What is fetched stands as it was last edited, of which perhaps nobody told. What is told late may be what it once
 * was.
 */
async function noticeEdit(client: ClientBase, lineId: string, message: HeardMessage, pulledAt: string): Promise<void> {
  const stands = await readHeard(client, lineId, message.keyId);
  if (stands?.content?.kind !== 'text' || message.kind !== 'text') return;
  if ((stands.editedText ?? stands.content.text) !== message.text)
    await addEdit(client, lineId, message.keyId, message.text, Date.parse(pulledAt));
}

/** Whose it is: a person has said so, or the number has. A customer who is gone has no chat. */
async function matched(client: ClientBase, chat: Chat): Promise<Chat> {
  if (chat.customerId !== null && (await isCustomerThere(client, chat.customerId)) !== null) return chat;
  const customer = await findCustomer(client, chat.phone);
  if ((customer?.id ?? null) === chat.customerId) return chat;
  await linkChat(client, chat.id, customer?.id ?? null, null);
  return readChat(client, chat.id);
}

/** Puts what waits into the conversation of its customer; answers whether something may be left. */
export async function placeWaiting(within: Within, chat: Chat): Promise<boolean> {
  if (chat.customerId === null) return false;
  const customer = await isCustomerThere(within.client, chat.customerId);
  if (customer === null) return false;
  const waiting = await unplaced(within.client, chat.id, PLACED_AT_ONCE);
  if (waiting.length === 0) return false;
  await place(within, chat, customer, waiting);
  return waiting.length === PLACED_AT_ONCE;
}

async function place(
  { client, write, touch }: Within,
  chat: Chat,
  customer: Match,
  waiting: readonly Heard[],
): Promise<void> {
  const conversationId = String(chat.conversationId);
  const about = { customerId: customer.id, channel: 'whatsapp', createdBy: customer.ownerId };
  const [first] = waiting;
  touch(
    (
      await write('conversations', [
        {
          id: conversationId,
          values: (stands) =>
            stands === null
              ? { ...about, createdAt: first?.at, lineId: chat.lineId }
              : stands['lineId'] === chat.lineId
                ? null
                : { lineId: chat.lineId },
        },
      ])
    ).touched,
  );
  const messages = waiting.map((heard) => ({
    id: derivedId('message', 'whatsapp', heard.lineId, heard.keyId),
    values: {
      ...about,
      conversationId,
      createdAt: heard.at,
      direction: heard.fromMe ? 'out' : 'in',
      subject: '',
      body: bodyOf(heard),
      kind: heard.content?.kind ?? 'unknown',
      senderName: heard.fromMe ? 'WhatsApp' : (heard.content?.senderName ?? ''),
      state: heard.fromMe ? heard.status || 'sent' : '',
      cancelledAt: '',
      releasedAt: '',
    },
  }));
  touch((await write('messages', messages)).touched);
  for (const [at, { lineId, keyId }] of waiting.entries()) {
    await setMessage(client, lineId, keyId, String(messages[at]?.id));
    await project(client, lineId, keyId);
  }
}

/** A conversation that goes on over another line. */
async function holdOver({ write, touch }: Within, { conversationId, lineId }: Chat): Promise<void> {
  if (conversationId === null) return;
  const values = (stands: Readonly<Record<string, unknown>> | null) =>
    stands === null || stands['lineId'] === lineId ? null : { lineId };
  touch((await write('conversations', [{ id: conversationId, values }])).touched);
}

/** A document without words is known by its name. */
function bodyOf({ content }: Heard): string {
  if (content === null) return '';
  return content.text === '' && content.kind === 'document' ? (content.file?.fileName ?? '') : content.text;
}

/** RET, İPTAL and STOP end WhatsApp at once; 1, 2, EVET may answer a reminder. */
async function hearAnswer(client: ClientBase, chat: Chat, message: HeardMessage, followed: Followed): Promise<void> {
  if (message.kind !== 'text') return;
  const said = readSmsAnswer(message.text);
  if (said === 'other') return;
  const at = new Date(message.atMs).toISOString();
  const from = chat.phone === '' ? (message.addresses[0] ?? '') : chat.phone;
  const id = `whatsapp ${chat.lineId} ${message.keyId}`.slice(0, 200);
  const key = await hearIncoming(client, { id, from, text: message.text, at }, said);
  if (key === null) return;
  if (said !== 'stop') return void followed.wakes.add('hear-answers');
  followed.suppressed.push(await suppressKey(client, key, 'whatsapp', 'stopped', at));
}
