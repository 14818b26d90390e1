import { consents, type ConsentFields } from '../../../sync/collections/consent';
import type { NounReplication } from '../../lib/noun-replication';
import { maySeeCustomer } from '../customers/may-see-customer';
import { checkConsent, mayPushConsent } from './consent-push-rules';
import { readConsentLines } from './consent.store';

/** The key of the address, what is lifted and every customer's reach follow by trigger, in the same statement. */
export const consentReplication: NounReplication = {
  definition: consents,
  columns: {
    customerId: 'uuidOrNone',
    channel: 'text',
    address: 'text',
    decision: 'text',
    source: 'text',
    wordingId: 'text',
    wording: 'text',
    evidence: 'text',
    occurredAt: 'instant',
    receivedAt: 'instant',
    recordedBy: 'uuidOrNone',
    createdAt: 'instant',
  },
  mayPush: mayPushConsent,
  check: checkConsent,
  facts: { customerId: 'customers' },
  // What was said writes the customer's reach.
  holds: { table: 'customers', field: 'customerId', forUpdate: true },
  alsoChanges: ['customers'],
  complete: (before, merged, { nowMs }) =>
    before === null ? { ...merged, receivedAt: new Date(nowMs).toISOString() } : merged,
  staysInScope: (after, { pusher, customers }) => {
    const customer = customers.get((after as ConsentFields).customerId);
    return customer !== undefined && maySeeCustomer(pusher, customer);
  },
  keeps: readConsentLines,
};
