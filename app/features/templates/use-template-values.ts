import { useMemo } from 'react';
import { readSettings } from '../../../sync/rules/settings';
import type { TemplateValues } from '../../../sync/rules/template-text';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useAllDocuments } from '../../database/use-all-documents';
import { useDocumentsOfPerson } from '../../database/use-documents-of';
import { templateValues } from './template-values';

/**
 * What is known of a customer for the places of a text, in the customer's language; what is not known is not there.
 * `undefined` while it is being read.
 */
export function useTemplateValues(customer: StoredCustomer): TemplateValues | undefined {
  const { me, clock } = useDatabase();
  const settings = useAllDocuments('settings');
  const booked = useDocumentsOfPerson('appointments', customer.id, 'startsAt');
  return useMemo(() => {
    if (settings === undefined || booked === undefined) return undefined;
    return templateValues(customer, me, readSettings(settings).office.name, booked, clock.nowMs());
  }, [settings, booked, customer, me, clock]);
}
