import { conversations } from '../../../sync/collections/conversation';
import type { NounReplication } from '../../lib/noun-replication';
import { checkConversation, mayPushConversation } from './message-push-rules';

export const conversationReplication: NounReplication = {
  definition: conversations,
  columns: {
    customerId: 'uuid',
    channel: 'text',
    createdBy: 'uuid',
    createdAt: 'instant',
    lineId: 'uuidOrNone',
    readUpTo: 'json',
    assigneeId: 'uuidOrNone',
    lastInboundAt: 'instantOrNone',
    lastOutboundAt: 'instantOrNone',
    handovers: 'json',
    labelIds: 'texts',
    closedUpTo: 'instantOrNone',
    blockedAt: 'instantOrNone',
  },
  mayPush: mayPushConversation,
  check: checkConversation,
  facts: { customerId: 'customers', assigneeId: 'members' },
  factsBeside: { assigneeId: ['customerId'] },
};
