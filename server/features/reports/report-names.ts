/** What the tables of a report and their rows are called. */
import type { Words } from './definition';

export const GROUP_NAMES = {
  summary: { tr: 'Özet', en: 'Summary' },
  kinds: { tr: 'Randevular', en: 'Appointments' },
  reminders: { tr: 'Hatırlatmaların etkisi', en: 'What reminders do' },
  stages: { tr: 'Satış hunisi', en: 'Funnel' },
  agents: { tr: 'Danışman karşılaştırması', en: 'Agent comparison' },
  answers: { tr: 'Mesajlar ve yanıt süresi', en: 'Messages and response times' },
  sources: { tr: 'Müşteri kaynakları', en: 'Lead sources' },
  campaigns: { tr: 'Toplu gönderimler ve kampanyalar', en: 'Mailings and campaigns' },
  countries: { tr: 'Ülkeler', en: 'Countries' },
  cities: { tr: 'Şehirler', en: 'Cities' },
} as const satisfies Record<string, Words>;
export type GroupId = keyof typeof GROUP_NAMES;

export const MEDIAN_ROW = '~median';
export const MEAN_ROW = '~mean';
export const REMINDED_NAMES = {
  reminded: { tr: 'Hatırlatılan', en: 'Reminded' },
  notReminded: { tr: 'Hatırlatılmayan', en: 'Not reminded' },
} as const satisfies Record<string, Words>;
