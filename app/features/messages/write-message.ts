import { conversationIdOf, type MessageChannel } from '../../../sync/collections/conversation';
import type { SahaDatabase } from '../../database/saha-database';
import { createDocument, editDocument } from '../../database/write';

export type Written = {
  readonly channel: MessageChannel;
  readonly subject: string;
  readonly body: string;
  readonly templateId: string;
  /** What it answers, '' for nothing. */
  readonly quotedId?: string;
  /** To leave then and not before; '' at once. */
  readonly sendAt?: string;
};

/** Puts a message among what waits to be sent; resolves once it is safe on the device. Throws DatabaseError. */
export async function writeMessage(db: SahaDatabase, customerId: string, written: Written): Promise<void> {
  const createdAt = new Date(db.clock.nowMs()).toISOString();
  const by = { customerId, channel: written.channel, createdBy: db.me.memberId, createdAt };
  const conversationId = conversationIdOf(written.channel, customerId);
  await createDocument(db, 'conversations', by, conversationId);
  await createDocument(db, 'messages', {
    ...by,
    conversationId,
    direction: 'out',
    subject: written.subject.trim(),
    body: written.body.trim(),
    cancelledAt: '',
    releasedAt: '',
    bulkId: '',
    templateId: written.templateId,
    quotedId: written.quotedId ?? '',
    sendAt: written.sendAt ?? '',
  });
}

/** It shall not leave: counts where it has not. */
export function cancelMessage(db: SahaDatabase, id: string): Promise<void> {
  return editDocument(db, 'messages', id, { cancelledAt: new Date(db.clock.nowMs()).toISOString() });
}

/** It waited long, and may leave after all. */
export function releaseMessage(db: SahaDatabase, id: string): Promise<void> {
  return editDocument(db, 'messages', id, { releasedAt: new Date(db.clock.nowMs()).toISOString() });
}
