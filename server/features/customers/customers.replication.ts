import { customers, type CustomerFields } from '../../../sync/collections/customer';
import type { NounReplication } from '../../lib/noun-replication';
import { checkCustomer, mayPushCustomer } from './customer-push-rules';
import { customersInScope } from './customers-in-scope';
import { maySeeCustomer } from './may-see-customer';
import { MERGE_TARGETS } from './merge-push-rules';

export const customerReplication: NounReplication = {
  definition: customers,
  columns: {
    firstName: 'text',
    lastName: 'text',
    phone: 'text',
    altPhone: 'text',
    email: 'text',
    countryId: 'textOrNone',
    city: 'text',
    address: 'text',
    occupation: 'text',
    language: 'text',
    source: 'text',
    stage: 'text',
    lostReason: 'text',
    ownerId: 'uuid',
    teamId: 'uuidOrNone',
    sharedWith: 'uuids',
    notes: 'text',
    managerNote: 'text',
    createdBy: 'uuid',
    createdAt: 'instant',
    lastContactAt: 'instantOrNone',
    nextStepText: 'text',
    nextStepDueOn: 'text',
    nextStepDueTime: 'text',
    nextStepDoneAt: 'instantOrNone',
    reach: 'json',
    marketingConsent: 'boolean',
    remindersPaused: 'boolean',
    labels: 'json',
    lastCampaign: 'json',
    lastCampaignResult: 'text',
    mergedInto: 'uuidOrNone',
    deletedAt: 'instantOrNone',
  },
  inScope: customersInScope,
  mayPush: mayPushCustomer,
  check: checkCustomer,
  facts: { ownerId: 'members', sharedWith: 'members', countryId: 'countries', mergedInto: MERGE_TARGETS.name },
  factSources: [MERGE_TARGETS],
  // An owner who changes teams takes along the customers that are there.
  holds: { table: 'members', field: 'ownerId' },
  /** The team of the owner. */
  complete: (before, merged, { members }) =>
    before === null || before['ownerId'] !== merged['ownerId']
      ? { ...merged, teamId: members.get(String(merged['ownerId']))?.teamId ?? '' }
      : merged,
  bornAs: ({ pusher }) => ({ teamId: pusher.teamId ?? '' }),
  // Whoever makes a customer for another team, or gives one away, does not see it any more.
  staysInScope: (after, { pusher }) => maySeeCustomer(pusher, after as CustomerFields),
};
