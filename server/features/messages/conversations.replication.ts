import { conversations } from '../../../sync/collections/conversation';
import type { NounReplication } from '../../lib/noun-replication';
import { checkConversation, mayPushConversation } from './message-push-rules';

export const conversationReplication: NounReplication = {
  definition: conversations,
  columns: { customerId: 'uuid', channel: 'text', createdBy: 'uuid', createdAt: 'instant' },
  mayPush: mayPushConversation,
  check: checkConversation,
  facts: { customerId: 'customers' },
};
