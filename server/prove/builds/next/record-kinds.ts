/** In the place of app/records/record-kinds.ts. */
import { RECORD_KINDS as TODAY } from '../../../../app/records/record-kinds';
import { moreOfCustomers } from './more-of-customers';
import { parcelRecord } from './parcels.record';

export const RECORD_KINDS = {
  ...TODAY,
  customers: { ...TODAY.customers, fields: { ...TODAY.customers.fields, ...moreOfCustomers.record } },
  parcels: parcelRecord,
};
