/** From what people wrote to what leaves: in the transaction that took it in, so that neither is without the other. */
import type { MessageFields } from '../../../sync/collections/message';
import { derivedId } from '../../../sync/rules/derived-id';
import { mayLeaveUnasked } from '../../../sync/rules/message';
import type { EffectContext, WrittenDocument } from '../../lib/noun-replication';
import {
  callOff,
  holdBack,
  linkDelivery,
  readAddressed,
  refuseAddressed,
  releaseDelivery,
  type Addressed,
} from './messages.store';
import { beginBulks } from './bulks.store';
import { CARRIER_JOBS, sendMessage } from './send-message';

export async function queueWritten(context: EffectContext, written: readonly WrittenDocument[]): Promise<void> {
  const isOffice = context.memberId === null;
  const ours = written
    .map(({ id, before, after }) => ({ id, before, message: after as MessageFields }))
    // What the office adds was heard of elsewhere: it has left already.
    .filter(({ before, message }) => message.direction === 'out' && !(isOffice && before === null));
  const stopped = await openBulks(context, ours);
  const isOff = ({ cancelledAt, bulkId = '' }: MessageFields) => cancelledAt !== '' || stopped.has(bulkId);
  const calledOff = ours.filter(({ message }) => isOff(message)).map(({ id }) => id);
  if (calledOff.length > 0) await callOff(context.client, calledOff);
  const wanted = ours.filter(
    ({ before, message }) => !isOff(message) && (before === null || before['releasedAt'] === ''),
  );
  const waiting = wanted
    .filter(({ before, message }) => before === null && !mayLeaveUnasked(message, context.nowMs))
    .map(({ id }) => id);
  if (waiting.length > 0) await holdBack(context.client, waiting);
  const leaving = wanted.filter(
    ({ before, message }) => mayLeaveUnasked(message, context.nowMs) && (before === null || message.releasedAt !== ''),
  );
  if (leaving.length === 0) return;
  for (const addressed of await readAddressed(
    context.client,
    leaving.map(({ id }) => id),
  ))
    await queueOne(context, addressed);
}

/** Keeps what these messages are part of; answers which of that was called off. */
async function openBulks(
  { client }: EffectContext,
  written: readonly { readonly before: unknown; readonly message: MessageFields }[],
): Promise<ReadonlySet<string>> {
  const begun = new Map(
    written.flatMap(({ before, message }) =>
      before === null && (message.bulkId ?? '') !== '' ? [[message.bulkId ?? '', message] as const] : [],
    ),
  );
  return begun.size === 0 ? new Set() : beginBulks(client, [...begun.values()]);
}

async function queueOne(context: EffectContext, one: Addressed): Promise<void> {
  if (!one.isThere) return refuseAddressed(context.client, one.id, 'recipient_gone');
  if (one.to === '') return refuseAddressed(context.client, one.id, 'address_missing');
  const isOneOfMany = one.bulkId !== null;
  const { deliveryId, messageId, isNew } = await sendMessage(
    {
      pool: context.client,
      // The same after a restore: what left under this name has left.
      newId: () => derivedId('delivery', 'message', one.id),
      jobs: { wake: context.wake },
    },
    {
      // What goes to many is advertising: the claim asks for a yes.
      purpose: isOneOfMany ? 'bulk' : 'message',
      channel: one.channel,
      basis: isOneOfMany ? 'consent' : 'person',
      basisId: null,
      customerId: one.customerId,
      to: one.to,
      language: one.language,
      dedupeKey: `message:${one.createdBy}:${one.id}`,
      campaignId: null,
      reminderId: null,
      messageId: one.id,
      bulkId: one.bulkId,
      content: { subject: one.subject, text: one.body, replyTo: one.replyTo, fromName: one.fromName },
      notBefore: one.sendAt,
      expiresAt: null,
      createdBy: one.createdBy,
    },
  );
  // Another card of the same address gets it.
  if (messageId !== null && messageId !== one.id)
    return refuseAddressed(context.client, one.id, 'duplicate_address', 'skipped');
  await linkDelivery(context.client, one, deliveryId, isNew);
  if (!isNew && (await releaseDelivery(context.client, deliveryId))) context.wake(CARRIER_JOBS[one.channel]);
}
