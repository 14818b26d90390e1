/** The words of one reminder, in its customer's language and the appointment's zone. */
import { fillTemplate, hasPlaces, type TemplateValues } from '../../../sync/rules/template-text';
import { isTooLongForSms, linkInSms } from '../../../sync/rules/sms-text';
import type { ReminderKind } from '../../../sync/rules/reminder-plan';
import type { ReminderChannel } from '../../../sync/rules/setting-values';
import { MAIL_PARTS, STANDARD_WORDS, whenInWords, type AppointmentLanguage } from '../../i18n/appointment-words';
import type { DeliveryContent } from '../deliveries/delivery';
import type { ReminderTemplate } from './writing.store';

export type ToWrite = {
  readonly kind: ReminderKind;
  readonly channel: ReminderChannel;
  readonly language: AppointmentLanguage;
  readonly startsAt: string;
  readonly zone: string;
  readonly location: string;
  /** Where the customer lives; '' where nobody knows. */
  readonly country: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly agentName: string;
  readonly agentEmail: string;
  readonly officeName: string;
  readonly template: ReminderTemplate | null;
  /** '' for none. */
  readonly link: string;
  /** Whoever carries the SMS knows the Turkish table. */
  readonly hasTurkish: boolean;
};

/** A template with a place that nothing fills, or none in this language, gives way to the standard words. */
export function writeReminder(one: ToWrite): DeliveryContent {
  const { kind, channel, language, agentName, agentEmail, officeName, location, template, link } = one;
  const when = whenInWords(one.startsAt, one.zone, language, one.country);
  const values: TemplateValues = {
    firstName: one.firstName,
    lastName: one.lastName,
    agentName,
    agentEmail,
    officeName: channel === 'sms' ? spoken(officeName) || agentName : officeName,
    appointmentDate: when.date,
    appointmentTime: when.time,
    appointmentPlace: location,
  };
  const standard = STANDARD_WORDS[language][kind];
  const own = (text: string) => {
    const filled = fillTemplate(text, values);
    return text.trim() === '' || hasPlaces(filled) ? null : filled;
  };
  const from = { replyTo: agentEmail, fromName: agentName };
  if (channel === 'sms') {
    const wanted = template === null ? null : own(template.sms);
    const text = wanted !== null && isFitForSms(wanted, one.hasTurkish) ? wanted : fillTemplate(standard.sms, values);
    return { subject: '', text, ...from };
  }
  const [subject, body] = template === null ? [null, null] : [own(template.subject), own(template.body)];
  const isOwn = subject !== null && body !== null;
  const place = location === '' || kind === 'cancelled' ? '' : `\n${MAIL_PARTS[language].place}: ${location}`;
  const closing = `\n\n${agentName}\n${officeName}`;
  return {
    subject: isOwn ? subject : fillTemplate(standard.subject, values),
    text: isOwn ? body : `${greeted(fillTemplate(standard.text, values))}${place}${closing}`,
    ...from,
    ...(link === ''
      ? {}
      : { action: { label: MAIL_PARTS[language][kind === 'cancelled' ? 'see' : 'answer'], url: link } }),
  };
}

/** Somebody without a first name is greeted without one. */
const greeted = (text: string) => text.replace(' {{firstName}},', ',');

/** `kayaemlak.com` would be a link, with which no SMS leaves: its words alone. */
const spoken = (name: string) =>
  linkInSms(name) === ''
    ? name
    : name
        .replace(/https?:\/\//gi, '')
        .replaceAll('.', ' ')
        .trim();

const isFitForSms = (text: string, hasTurkish: boolean) => linkInSms(text) === '' && !isTooLongForSms(text, hasTurkish);
