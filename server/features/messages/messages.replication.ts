import { messages } from '../../../sync/collections/message';
import type { NounReplication } from '../../lib/noun-replication';
import { checkMessage, mayPushMessage } from './message-push-rules';
import { queueWritten } from './queue-written';

export const messageReplication: NounReplication = {
  definition: messages,
  columns: {
    conversationId: 'uuid',
    customerId: 'uuid',
    channel: 'text',
    direction: 'text',
    subject: 'text',
    body: 'text',
    toAddress: 'text',
    state: 'text',
    reason: 'text',
    cancelledAt: 'instantOrNone',
    releasedAt: 'instantOrNone',
    createdBy: 'uuid',
    createdAt: 'instant',
  },
  mayPush: mayPushMessage,
  check: checkMessage,
  facts: { customerId: 'customers', conversationId: 'conversations' },
  factSources: [
    {
      name: 'conversations',
      idType: 'uuid',
      text: 'SELECT id, customer_id AS "customerId", channel FROM conversations WHERE id = ANY($1::uuid[])',
    },
  ],
  effects: queueWritten,
};
