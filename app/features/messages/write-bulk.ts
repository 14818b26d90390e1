import { conversationIdOf } from '../../../sync/collections/conversation';
import { bulkMessageId } from '../../../sync/rules/bulk';
import { createDocuments } from '../../database/create-documents';
import type { SahaDatabase } from '../../database/saha-database';
import type { TemplateChannel } from '../templates/use-templates';
import type { Outgoing } from './plan-bulk';

export type Bulk = { readonly id: string; readonly channel: TemplateChannel; readonly templateId: string };

/**
 * Puts a message to each among what waits to be sent; answers their ids. All are safe on the device when it resolves,
 * or none; done again with the same `bulk` it adds nothing. Throws DatabaseError.
 */
export async function writeBulk(
  db: SahaDatabase,
  { id: bulkId, channel, templateId }: Bulk,
  leaving: readonly Outgoing[],
): Promise<string[]> {
  const createdAt = new Date(db.clock.nowMs()).toISOString();
  const of = (customerId: string) => ({ customerId, channel, createdBy: db.me.memberId, createdAt });
  const idsOf = leaving.map(({ customer }) => customer.id);
  // A thread without a message is nothing; a message without its thread would be refused.
  await createDocuments(
    db,
    'conversations',
    new Map(idsOf.map((customerId) => [conversationIdOf(channel, customerId), of(customerId)])),
  );
  const messages = new Map(
    leaving.map(({ customer, subject, body }) => [
      bulkMessageId(bulkId, customer.id),
      {
        ...of(customer.id),
        conversationId: conversationIdOf(channel, customer.id),
        direction: 'out' as const,
        subject: channel === 'email' ? subject : '',
        body,
        cancelledAt: '',
        releasedAt: '',
        bulkId,
        templateId,
      },
    ]),
  );
  await createDocuments(db, 'messages', messages);
  return [...messages.keys()];
}
