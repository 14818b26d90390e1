import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { maySeeCustomer } from '../customers/may-see-customer';

/** What a device takes itself; what came in a thread or by mail the office files away. */
const SOURCES_OF_DEVICES: readonly unknown[] = ['upload', 'camera'];

/** Before the merge: may this person ask for this at all? Documents out of scope never come this far. */
export function mayPushFile({ before, wanted, touched }: Change, { pusher, customers }: PushFacts): Problem | null {
  if (before !== null)
    return touched.has('customerId') && wanted['customerId'] !== before['customerId']
      ? problem('file.mayNotMove')
      : null;
  if (wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  if (!SOURCES_OF_DEVICES.includes(wanted['source'])) return problem('request.invalid', { field: 'source' });
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined) return problem('file.customerUnknown');
  return maySeeCustomer(pusher, customer) ? null : problem('file.outOfScope');
}
