import { isOpen } from '../../../sync/rules/appointment-status';
import { shownBetween } from '../../../sync/rules/occurrences';
import type { TemplateValues } from '../../../sync/rules/template-text';
import type { Identity, StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { isRemains } from '../../database/is-remains';
import type { TemplateLanguage } from './use-templates';

const AHEAD_MS = 365 * 86_400_000;

/**
 * What is known of a customer for the places of a text. `booked`: everything that is stored of their appointments,
 * series and changed occurrences as well; the next that stands is the one that is spoken of.
 */
export function templateValues(
  customer: StoredCustomer,
  me: Identity,
  officeName: string,
  booked: readonly StoredByCollection['appointments'][],
  nowMs: number,
): TemplateValues {
  const known: TemplateValues = {
    firstName: customer.firstName,
    lastName: customer.lastName,
    agentName: me.fullName,
    agentEmail: me.email,
    officeName,
  };
  const standing = booked.filter((one) => !isRemains(one));
  const next = shownBetween(standing, nowMs, nowMs + AHEAD_MS).find(
    (one) => isOpen(one) && Date.parse(one.startsAt) > nowMs,
  );
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
