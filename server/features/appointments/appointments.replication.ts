import { appointments } from '../../../sync/collections/appointment';
import type { NounReplication } from '../../lib/noun-replication';
import { followAppointments } from './find-clashes';
import { redirectToOccurrence } from './redirect-to-occurrence';
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
    recurrence: 'text',
    rootId: 'uuidOrNone',
    seriesId: 'uuidOrNone',
    occurrenceOn: 'text',
    own: 'texts',
    splitFrom: 'uuidOrNone',
    accepts: 'json',
    clashes: 'json',
    remind: 'text',
    customerAnswer: 'text',
    answeredFor: 'instantOrNone',
    answeredAt: 'instantOrNone',
    answerNote: 'text',
    proposedAt: 'instantOrNone',
  },
  mayPush: mayPushAppointment,
  check: checkAppointment,
  facts: { agentId: 'members', customerId: 'customers', rootId: 'roots' },
  factSources: [
    {
      name: 'roots',
      idType: 'uuid',
      text: 'SELECT id, customer_id AS "customerId" FROM appointments WHERE id = ANY($1::uuid[])',
    },
  ],
  factsBeside: { agentId: ['customerId'] },
  // One that is held is a contact, which moves the customer's last one.
  alsoChanges: ['customers'],
  effects: followAppointments,
  redirect: redirectToOccurrence,
};
