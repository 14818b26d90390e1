import { segments } from '../../../sync/collections/segment';
import type { NounReplication } from '../../lib/noun-replication';
import { checkSegment, mayPushSegment } from './segment-push-rules';

export const segmentReplication: NounReplication = {
  definition: segments,
  columns: {
    name: 'text',
    rule: 'json',
    teamId: 'uuidOrNone',
    archivedAt: 'instantOrNone',
    createdBy: 'uuid',
    createdAt: 'instant',
  },
  mayPush: mayPushSegment,
  check: checkSegment,
};
