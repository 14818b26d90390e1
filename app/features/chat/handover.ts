/** Giving a conversation to a colleague, and taking it. */
import { v7 as uuidv7 } from 'uuid';
import { MAX_HANDOVER_NOTE, type Handover } from '../../../sync/collections/conversation';
import type { MemberFields } from '../../../sync/collections/member';
import { maySeeCustomer, type CustomerVisibility } from '../../../sync/rules/customer-scope';
import type { SahaDatabase } from '../../database/saha-database';
import { editDocument } from '../../database/write';
import { shareCustomer } from '../customers/card/share-customer';

export { MAX_HANDOVER_NOTE };

/**
 * Resolves once it is safe on this device. Who did not see the customer sees them from now on, said before the
 * conversation so that it reaches the office first. Throws DatabaseError.
 */
export async function handOver(
  db: SahaDatabase,
  conversationId: string,
  customer: CustomerVisibility & { readonly id: string },
  to: MemberFields,
  note: string,
): Promise<void> {
  if (!maySeeCustomer(to, customer)) await shareCustomer(db, customer.id, to.id);
  const stands = (await db.collections.conversations.findOne(conversationId).exec())?.toJSON();
  const at = new Date(db.clock.nowMs()).toISOString();
  const given: Handover = { id: uuidv7(), by: db.me.memberId, to: to.id, note: note.trim(), at };
  await editDocument(db, 'conversations', conversationId, {
    assigneeId: to.id === customer.ownerId ? '' : to.id,
    handovers: [...(stands?.handovers ?? []), given],
  });
}
