import { useMemo } from 'react';
import type { MangoQuery } from 'rxdb';
import { readSettings } from '../../../sync/rules/settings';
import type { TemplateValues } from '../../../sync/rules/template-text';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { templateValues } from './template-values';

const SETTINGS = { selector: {} };

/**
 * What is known of a customer for the places of a text, in the customer's language; what is not known is not there.
 * `undefined` while it is being read.
 */
export function useTemplateValues(customer: StoredCustomer): TemplateValues | undefined {
  const { me, clock } = useDatabase();
  const settings = useDocuments('settings', SETTINGS);
  const query = useMemo(
    (): MangoQuery<StoredByCollection['appointments']> => ({
      selector: { customerId: customer.id, startsAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    }),
    [customer.id],
  );
  const booked = useDocuments('appointments', query);
  return useMemo(() => {
    if (settings === undefined || booked === undefined) return undefined;
    return templateValues(customer, me, readSettings(settings).office.name, booked, clock.nowMs());
  }, [settings, booked, customer, me, clock]);
}
