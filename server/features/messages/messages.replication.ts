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
    bulkId: 'uuidOrNone',
    templateId: 'uuidOrNone',
    kind: 'text',
    quotedId: 'uuidOrNone',
    fileId: 'uuidOrNone',
    sendAt: 'instantOrNone',
    senderName: 'text',
    reactions: 'json',
    editedAt: 'instantOrNone',
    revokedAt: 'instantOrNone',
    seconds: 'integer',
    peaks: 'json',
    carriedIds: 'uuids',
    createdBy: 'uuid',
    createdAt: 'instant',
  },
  mayPush: mayPushMessage,
  check: checkMessage,
  facts: { customerId: 'customers', conversationId: 'conversations', bulkId: 'bulks', fileId: 'files' },
  factSources: [
    {
      name: 'conversations',
      idType: 'uuid',
      text: 'SELECT id, customer_id AS "customerId", channel FROM conversations WHERE id = ANY($1::uuid[])',
    },
    {
      name: 'bulks',
      idType: 'uuid',
      text: 'SELECT id, created_by AS "createdBy" FROM bulks WHERE id = ANY($1::uuid[])',
    },
    {
      name: 'files',
      idType: 'uuid',
      text: `SELECT id, customer_id AS "customerId" FROM files WHERE id = ANY($1::uuid[])`,
    },
  ],
  // When the newest came and went stands in its conversation, by trigger.
  holds: { table: 'conversations', field: 'conversationId', forUpdate: true },
  alsoChanges: ['conversations'],
  effects: queueWritten,
};
