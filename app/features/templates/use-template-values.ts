import { useMemo } from 'react';
import type { MangoQuery } from 'rxdb';
import { readSettings } from '../../../sync/rules/settings';
import type { TemplateValues } from '../../../sync/rules/template-text';
import { useDatabase } from '../../database/database-context';
import type { Identity, StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import type { TemplateLanguage } from './use-templates';

const SETTINGS = { selector: {} };
const OPEN = new Set(['pending_approval', 'confirmed']);

/**
 * What is known of a customer for the places of a text, in the customer's language; what is not known is not there.
 * `undefined` while it is being read.
 */
export function useTemplateValues(customer: StoredCustomer): TemplateValues | undefined {
  const { me, clock } = useDatabase();
  const settings = useDocuments('settings', SETTINGS);
  const query = useMemo(
    (): MangoQuery<StoredByCollection['appointments']> => ({
      selector: { customerId: customer.id, startsAt: { $gte: new Date(clock.nowMs()).toISOString() } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    }),
    [customer.id, clock],
  );
  const coming = useDocuments('appointments', query);
  return useMemo(() => {
    if (settings === undefined || coming === undefined) return undefined;
    return templateValues(customer, me, readSettings(settings).office.name, coming);
  }, [settings, coming, customer, me]);
}

/** The same of what was read elsewhere; `coming` are appointments from now on, earliest first. */
export function templateValues(
  customer: StoredCustomer,
  me: Identity,
  officeName: string,
  coming: readonly StoredByCollection['appointments'][],
): TemplateValues {
  const known: TemplateValues = {
    firstName: customer.firstName,
    lastName: customer.lastName,
    agentName: me.fullName,
    agentEmail: me.email,
    officeName,
  };
  const next = coming.find(({ status, deletedAt }) => deletedAt === '' && OPEN.has(status));
  if (next === undefined) return known;
  const { date, time } = inCustomersWords(next.startsAt, next.zone, customer.language);
  return { ...known, appointmentDate: date, appointmentTime: time, appointmentPlace: next.location };
}

/** As the place where it is has it, in the language of whoever reads it. */
function inCustomersWords(at: string, timeZone: string, language: TemplateLanguage) {
  const locale = language === 'en' ? 'en-GB' : 'tr-TR';
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at));
  return {
    date: say({ weekday: 'long', day: 'numeric', month: 'long' }),
    time:
      language === 'en'
        ? new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit' }).format(new Date(at))
        : say({ hour: '2-digit', minute: '2-digit' }),
  };
}
