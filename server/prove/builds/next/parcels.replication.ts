import type { NounReplication } from '../../../lib/noun-replication';
import { problem } from '../../../lib/push-rule';
import { parcels } from './parcel';

/** Its policy: what one carrier may not carry is refused. */
export const parcelReplication: NounReplication = {
  definition: parcels,
  columns: { customerId: 'uuid', createdAt: 'instant', label: 'text', weightGrams: 'integer', carrier: 'text' },
  mayPush: ({ wanted }) => (wanted['carrier'] === 'pigeon' ? problem('request.invalid', { field: 'carrier' }) : null),
  facts: { customerId: 'customers' },
};
