import { appointments } from '../../../sync/collections/appointment';
import type { NounReplication } from '../../lib/noun-replication';
import { checkAppointment, mayPushAppointment } from './appointment-push-rules';

export const appointmentReplication: NounReplication = {
  definition: appointments,
  columns: {
    customerId: 'uuid',
    agentId: 'uuid',
    title: 'text',
    kind: 'text',
    startsAt: 'instant',
    endsAt: 'instant',
    zone: 'text',
    location: 'text',
    notes: 'text',
    status: 'text',
    cancelReason: 'text',
    createdBy: 'uuid',
    createdAt: 'instant',
    deletedAt: 'instantOrNone',
  },
  mayPush: mayPushAppointment,
  check: checkAppointment,
  facts: { agentId: 'members', customerId: 'customers' },
  factsBeside: { agentId: ['customerId'] },
  // One that is held is a contact, which moves the customer's last one.
  alsoChanges: ['customers'],
};
