import { interactions } from '../../../sync/collections/interaction';
import type { NounReplication } from '../../lib/noun-replication';
import { checkInteraction, mayPushInteraction } from './interaction-push-rules';

export const interactionReplication: NounReplication = {
  definition: interactions,
  columns: {
    customerId: 'uuid',
    authorId: 'uuid',
    kind: 'text',
    outcome: 'text',
    body: 'text',
    durationMinutes: 'integer',
    occurredAt: 'instant',
    createdAt: 'instant',
    retracts: 'uuidOrNone',
    fact: 'json',
    receivedAt: 'instantOrNone',
  },
  mayPush: mayPushInteraction,
  check: checkInteraction,
  complete: (before, merged, { nowMs }) =>
    before === null ? { ...merged, receivedAt: new Date(nowMs).toISOString() } : merged,
  facts: { customerId: 'customers' },
  // Logging a contact writes the customer's last contact.
  holds: { table: 'customers', field: 'customerId', forUpdate: true },
  alsoChanges: ['customers'],
};
