import type { MemberFields } from '../../sync/collections/member';
import { FIRST_REMINDER_RULE, TURKISH_HOLIDAYS } from '../../sync/rules/setting-defaults';
import { EVERY_KIND, type SettingKey, type SettingValue, type WeekHours } from '../../sync/rules/setting-values';
import { DAY_MS, HOUR_MS, iso, weekStartMs } from './office-hours';

export type DemoSetting = {
  readonly [K in SettingKey]: {
    readonly key: K;
    readonly subject: string;
    readonly memberId: string;
    readonly value: SettingValue<K>;
  };
}[SettingKey];

const NINE_TO_SIX = [{ from: '09:00', to: '18:00' }];
const OFFICE_DAYS: WeekHours = [...Array.from({ length: 5 }, () => NINE_TO_SIX), [{ from: '10:00', to: '14:00' }], []];
/** Whoever fetches a child from school. */
const SHORT_DAYS: WeekHours = [...Array.from({ length: 5 }, () => [{ from: '08:30', to: '15:30' }]), [], []];

export const DEMO_LABELS: readonly (readonly [string, string, number])[] = [
  ['vip', 'VIP', 1],
  ['investor', 'Yatırımcı', 2],
  ['family', 'Aile', 3],
  ['abroad', 'Yurt dışında', 4],
  ['urgent', 'Acelesi var', 5],
];

/** Beside the four that every office begins with; two of them a manager has to approve. */
const KINDS = [
  { id: 'showing', nameTr: 'Yer gösterme', nameEn: 'Viewing', order: 50, needsApproval: false, minutes: 45 },
  { id: 'signing', nameTr: 'Sözleşme imzası', nameEn: 'Signing', order: 60, needsApproval: true, minutes: 90 },
  {
    id: 'away',
    nameTr: 'Şehir dışı ziyaret',
    nameEn: 'Out-of-town visit',
    order: 70,
    needsApproval: true,
    minutes: 180,
  },
] as const;

/** What the demo office decided about itself; stages are those every office begins with. */
export function makeDemoSettings(members: readonly MemberFields[], nowMs: number): DemoSetting[] {
  const year = iso(nowMs).slice(0, 4);
  const agents = members.filter(({ role }) => role === 'agent');
  const dayOf = (days: number) => iso(weekStartMs(nowMs) + days * DAY_MS + 12 * HOUR_MS).slice(0, 10);
  const ofOffice = { subject: '', memberId: '' };
  const mutableWeek = (days: WeekHours) => ({ days: days.map((spans) => [...spans]) });
  const [partTime, onLeave, atTraining] = [agents[2]!, agents[3]!, agents[5]!];
  return [
    { key: 'officeName', ...ofOffice, value: { name: 'Saha Danışmanlık' } },
    { key: 'officeZone', ...ofOffice, value: { zone: 'Europe/Istanbul' } },
    { key: 'officeHours', ...ofOffice, value: mutableWeek(OFFICE_DAYS) },
    ...DEMO_LABELS.map(([subject, name, colour]) => ({
      key: 'label' as const,
      subject,
      memberId: '',
      value: { name, colour },
    })),
    ...KINDS.map(({ id, ...value }) => ({
      key: 'appointmentKind' as const,
      subject: id,
      memberId: '',
      value: { ...value },
    })),
    ...TURKISH_HOLIDAYS.map(({ id, day, ...names }) => ({
      key: 'holiday' as const,
      subject: id,
      memberId: '',
      value: { ...names, fromOn: `${year}-${day}`, toOn: `${year}-${day}`, isYearly: true },
    })),
    { key: 'reminderRule', subject: EVERY_KIND, memberId: '', value: demoReminderRule(nowMs) },
    { key: 'week', subject: partTime.id, memberId: partTime.id, value: mutableWeek(SHORT_DAYS) },
    {
      key: 'absence',
      subject: 'demo-leave',
      memberId: onLeave.id,
      value: { fromOn: dayOf(14), toOn: dayOf(18), fromTime: '', toTime: '', note: 'Yıllık izin' },
    },
    {
      key: 'absence',
      subject: 'demo-training',
      memberId: atTraining.id,
      value: { fromOn: dayOf(9), toOn: dayOf(9), fromTime: '09:00', toTime: '12:30', note: 'Eğitim' },
    },
  ];
}

/** Customers are reminded; nothing of it leaves this machine. Whoever tries it out at night sees one leave, too. */
function demoReminderRule(nowMs: number): SettingValue<'reminderRule'> {
  const hour = Number(iso(nowMs + ISTANBUL_AHEAD_MS).slice(11, 13));
  const isEvening = hour >= 20 || hour < 9;
  return {
    ...FIRST_REMINDER_RULE,
    isOn: true,
    neverStages: ['lost'],
    ...(isEvening ? { quietFrom: '', quietTo: '' } : {}),
  };
}
const ISTANBUL_AHEAD_MS = 3 * HOUR_MS;
