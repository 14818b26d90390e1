import { files } from '../../../sync/collections/file';
import type { NounReplication } from '../../lib/noun-replication';
import { mayPushFile } from './file-push-rules';
import { takeHandedIn } from './take-handed-in';

export const fileReplication: NounReplication = {
  definition: files,
  columns: {
    customerId: 'uuidOrNone',
    conversationId: 'uuidOrNone',
    messageId: 'uuidOrNone',
    appointmentId: 'uuidOrNone',
    name: 'text',
    note: 'text',
    labels: 'texts',
    source: 'text',
    marks: 'texts',
    state: 'text',
    reason: 'text',
    type: 'text',
    size: 'integer',
    createdBy: 'uuidOrNone',
    createdAt: 'instant',
    deletedAt: 'instantOrNone',
  },
  mayPush: mayPushFile,
  facts: { customerId: 'customers' },
  effects: takeHandedIn,
};
