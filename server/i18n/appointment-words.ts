/** What customers read about their appointments where no template of the office's says it. */
import type { ReminderKind } from '../../sync/rules/reminder-plan';

type Said = { readonly subject: string; readonly text: string; readonly sms: string };
export type AppointmentLanguage = 'tr' | 'en';

/** Filled like templates (sync/rules/template-text.ts). */
export const STANDARD_WORDS: Readonly<Record<AppointmentLanguage, Readonly<Record<ReminderKind, Said>>>> = {
  tr: {
    before: {
      subject: 'Randevu hatırlatması: {{appointmentDate}} {{appointmentTime}}',
      text: 'Merhaba {{firstName}},\n\nRandevunuzu hatırlatmak isteriz.\n\nZaman: {{appointmentDate}}, {{appointmentTime}}',
      sms: '{{officeName}}: {{appointmentDate}} {{appointmentTime}} randevunuzu hatırlatırız. Geliyorsanız 1, başka zaman için 2 yazın.',
    },
    booked: {
      subject: 'Randevunuz: {{appointmentDate}} {{appointmentTime}}',
      text: 'Merhaba {{firstName}},\n\nRandevunuz alındı.\n\nZaman: {{appointmentDate}}, {{appointmentTime}}',
      sms: '{{officeName}}: {{appointmentDate}} {{appointmentTime}} için randevunuz alındı.',
    },
    moved: {
      subject: 'Randevunuzun yeni zamanı: {{appointmentDate}} {{appointmentTime}}',
      text: 'Merhaba {{firstName}},\n\nRandevunuzun zamanı değişti.\n\nYeni zaman: {{appointmentDate}}, {{appointmentTime}}',
      sms: '{{officeName}}: Randevunuzun zamanı değişti. Yeni zaman: {{appointmentDate}} {{appointmentTime}}.',
    },
    cancelled: {
      subject: 'Randevunuz iptal edildi: {{appointmentDate}} {{appointmentTime}}',
      text: 'Merhaba {{firstName}},\n\n{{appointmentDate}} {{appointmentTime}} için olan randevunuz iptal edildi. Yeni bir zaman için bize yazabilirsiniz.',
      sms: '{{officeName}}: {{appointmentDate}} {{appointmentTime}} randevunuz iptal edildi.',
    },
  },
  en: {
    before: {
      subject: 'Reminder: your appointment on {{appointmentDate}} at {{appointmentTime}}',
      text: 'Dear {{firstName}},\n\nThis is a reminder of your appointment.\n\nWhen: {{appointmentDate}}, {{appointmentTime}}',
      sms: '{{officeName}}: a reminder of your appointment on {{appointmentDate}} at {{appointmentTime}}. Reply 1 to confirm, 2 for another time.',
    },
    booked: {
      subject: 'Your appointment on {{appointmentDate}} at {{appointmentTime}}',
      text: 'Dear {{firstName}},\n\nYour appointment has been made.\n\nWhen: {{appointmentDate}}, {{appointmentTime}}',
      sms: '{{officeName}}: your appointment is set for {{appointmentDate}} at {{appointmentTime}}.',
    },
    moved: {
      subject: 'Your appointment has moved to {{appointmentDate}}, {{appointmentTime}}',
      text: 'Dear {{firstName}},\n\nYour appointment has moved.\n\nNew time: {{appointmentDate}}, {{appointmentTime}}',
      sms: '{{officeName}}: your appointment has moved. New time: {{appointmentDate}} at {{appointmentTime}}.',
    },
    cancelled: {
      subject: 'Your appointment on {{appointmentDate}} at {{appointmentTime}} is cancelled',
      text: 'Dear {{firstName}},\n\nYour appointment on {{appointmentDate}} at {{appointmentTime}} has been cancelled. Write to us whenever you would like a new one.',
      sms: '{{officeName}}: your appointment on {{appointmentDate}} at {{appointmentTime}} has been cancelled.',
    },
  },
};

export const MAIL_PARTS = {
  tr: {
    place: 'Yer',
    answer: 'Onaylayın, iptal edin ya da başka bir zaman isteyin',
    see: 'Randevunuzu görün',
  },
  en: {
    place: 'Where',
    answer: 'Confirm, cancel or ask for another time',
    see: 'See your appointment',
  },
} as const satisfies Record<AppointmentLanguage, Record<string, string>>;

/**
 * A day and a time as the place of the appointment has them, in its customer's language. `country`: where the customer
 * lives, ISO 3166-1; '' where nobody knows. Where no clock there shows this time it is said whose time it is.
 */
export function whenInWords(at: string, timeZone: string, language: AppointmentLanguage, country: string) {
  const say = (locale: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at)).replace(/\u202f/g, ' ');
  const time =
    language === 'en'
      ? say('en-US', { hour: 'numeric', minute: '2-digit' })
      : say('tr-TR', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const whose = isThere(at, timeZone, country) ? '' : ` (${zoneName(at, timeZone, language)})`;
  return {
    date: say(language === 'en' ? 'en-GB' : 'tr-TR', { weekday: 'long', day: 'numeric', month: 'long' }),
    time: `${time}${whose}`,
  };
}

/** What Intl knows of a country's zones: a property in Node 20, a method later. */
type WithZones = { readonly timeZones?: readonly string[]; getTimeZones?(): readonly string[] | undefined };

function isThere(at: string, timeZone: string, country: string): boolean {
  if (!/^[A-Z]{2}$/.test(country)) return true;
  const region = new Intl.Locale(`und-${country}`) as unknown as WithZones;
  const zones = region.getTimeZones?.() ?? region.timeZones ?? [];
  const wanted = offsetOf(at, timeZone);
  return zones.length === 0 || zones.some((zone) => offsetOf(at, zone) === wanted);
}

const zonePart = (at: string, timeZone: string, locale: string, timeZoneName: 'longGeneric' | 'longOffset') =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
const offsetOf = (at: string, timeZone: string) => zonePart(at, timeZone, 'en-US', 'longOffset');
const zoneName = (at: string, timeZone: string, language: AppointmentLanguage) =>
  zonePart(at, timeZone, language === 'en' ? 'en-GB' : 'tr-TR', 'longGeneric');
