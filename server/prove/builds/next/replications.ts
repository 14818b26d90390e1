/** In the place of server/replication/nouns.ts. */
import { REPLICATIONS as TODAY } from '../../../replication/nouns';
import { customersOfNext, moreOfCustomers } from './more-of-customers';
import { parcelReplication } from './parcels.replication';

export const REPLICATIONS = {
  ...TODAY,
  customers: {
    ...TODAY.customers,
    definition: customersOfNext,
    columns: { ...TODAY.customers.columns, ...moreOfCustomers.columns },
  },
  parcels: parcelReplication,
};
