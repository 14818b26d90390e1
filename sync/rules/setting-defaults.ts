/** What stands until an office decides otherwise, and what it is offered. */
import type { SettingValue, Span, WeekHours } from './setting-values';

export const OFFICE_ZONE = 'Europe/Istanbul';

const working: readonly Span[] = [{ from: '09:00', to: '18:00' }];
/** Monday to Friday. */
export const OFFICE_WEEK: WeekHours = [working, working, working, working, working, [], []];

type First<K extends 'stage' | 'appointmentKind'> = SettingValue<K> & { readonly id: string };

/** The six that every office began with. */
export const FIRST_STAGES: readonly First<'stage'>[] = [
  { id: 'new', nameTr: 'Yeni', nameEn: 'New', order: 10, colour: 1, kind: 'open' },
  { id: 'contacted', nameTr: 'Ulaşıldı', nameEn: 'Contacted', order: 20, colour: 2, kind: 'open' },
  { id: 'qualified', nameTr: 'Nitelikli', nameEn: 'Qualified', order: 30, colour: 3, kind: 'open' },
  { id: 'proposal', nameTr: 'Teklif', nameEn: 'Proposal', order: 40, colour: 4, kind: 'open' },
  { id: 'won', nameTr: 'Kazanıldı', nameEn: 'Won', order: 50, colour: 5, kind: 'won' },
  { id: 'lost', nameTr: 'Kaybedildi', nameEn: 'Lost', order: 60, colour: 0, kind: 'lost' },
];

export const FIRST_KINDS: readonly First<'appointmentKind'>[] = [
  { id: 'meeting', nameTr: 'Şubede', nameEn: 'At the branch', order: 10, needsApproval: false, minutes: 60 },
  { id: 'visit', nameTr: 'Ziyaret', nameEn: 'Visit', order: 20, needsApproval: false, minutes: 60 },
  { id: 'video', nameTr: 'Görüntülü', nameEn: 'Video call', order: 30, needsApproval: false, minutes: 60 },
  { id: 'phone', nameTr: 'Telefonla', nameEn: 'Phone call', order: 40, needsApproval: false, minutes: 60 },
];

/** Free on the same day of every year in Türkiye (law 2429). The two religious feasts move and are entered by hand. */
export const TURKISH_HOLIDAYS: readonly (Pick<SettingValue<'holiday'>, 'nameTr' | 'nameEn' | 'fromTime'> & {
  readonly id: string;
  /** 'MM-DD' */
  readonly day: string;
})[] = [
  { id: 'tr-01-01', day: '01-01', nameTr: 'Yılbaşı', nameEn: 'New Year’s Day', fromTime: '' },
  {
    id: 'tr-04-23',
    day: '04-23',
    nameTr: 'Ulusal Egemenlik ve Çocuk Bayramı',
    nameEn: 'National Sovereignty and Children’s Day',
    fromTime: '',
  },
  { id: 'tr-05-01', day: '05-01', nameTr: 'Emek ve Dayanışma Günü', nameEn: 'Labour and Solidarity Day', fromTime: '' },
  {
    id: 'tr-05-19',
    day: '05-19',
    nameTr: 'Atatürk’ü Anma, Gençlik ve Spor Bayramı',
    nameEn: 'Commemoration of Atatürk, Youth and Sports Day',
    fromTime: '',
  },
  {
    id: 'tr-07-15',
    day: '07-15',
    nameTr: 'Demokrasi ve Millî Birlik Günü',
    nameEn: 'Democracy and National Unity Day',
    fromTime: '',
  },
  { id: 'tr-08-30', day: '08-30', nameTr: 'Zafer Bayramı', nameEn: 'Victory Day', fromTime: '' },
  {
    id: 'tr-10-28',
    day: '10-28',
    nameTr: 'Cumhuriyet Bayramı arifesi',
    nameEn: 'Eve of Republic Day',
    fromTime: '13:00',
  },
  { id: 'tr-10-29', day: '10-29', nameTr: 'Cumhuriyet Bayramı', nameEn: 'Republic Day', fromTime: '' },
];

/**
 * What an office is offered: a day before and two hours before, by SMS or else by e-mail. Nothing leaves until it says
 * so.
 */
export const FIRST_REMINDER_RULE: SettingValue<'reminderRule'> = {
  isOn: false,
  steps: [
    { minutes: 1_440, channels: ['sms', 'email'], templateId: '' },
    { minutes: 120, channels: ['sms', 'email'], templateId: '' },
  ],
  atBooking: { channels: ['email'], templateId: '' },
  atMove: { channels: ['sms', 'email'], templateId: '' },
  atCancel: { channels: ['sms', 'email'], templateId: '' },
  quietFrom: '21:00',
  quietTo: '08:00',
  neverStages: [],
};
