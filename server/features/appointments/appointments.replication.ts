import { appointments } from '../../../sync/collections/appointment';
import type { NounReplication } from '../../lib/noun-replication';
import { followAppointments } from './find-clashes';
import { redirectToOccurrence } from './redirect-to-occurrence';
import { askForApproval, KINDS_NEEDING_APPROVAL, ROOTS_WITH_PARTS } from './ask-for-approval';
import { checkAppointment, mayPushAppointment } from './appointment-push-rules';

/** Whether what is changed needs an approval follows from its kind, or from that of its series. */
const KIND_FACTS = ['kind', 'kindId', 'rootId'];

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
    kindId: 'text',
    decidedBy: 'uuidOrNone',
    decidedFor: 'text',
    decisionNote: 'text',
    proposedStartsAt: 'instantOrNone',
    proposedEndsAt: 'instantOrNone',
  },
  mayPush: mayPushAppointment,
  check: checkAppointment,
  complete: askForApproval,
  facts: {
    agentId: 'members',
    customerId: 'customers',
    rootId: 'roots',
    kind: 'kinds',
    kindId: 'kinds',
  },
  factSources: [
    { name: 'roots', idType: 'uuid', text: ROOTS_WITH_PARTS },
    { name: 'kinds', idType: 'text', text: KINDS_NEEDING_APPROVAL },
  ],
  factsBeside: {
    agentId: ['customerId', ...KIND_FACTS],
    startsAt: KIND_FACTS,
    status: KIND_FACTS,
    kind: KIND_FACTS,
    kindId: KIND_FACTS,
    recurrence: KIND_FACTS,
    own: KIND_FACTS,
    decidedBy: KIND_FACTS,
  },
  // One that is held is a contact, which moves the customer's last one.
  alsoChanges: ['customers'],
  effects: followAppointments,
  redirect: redirectToOccurrence,
};
