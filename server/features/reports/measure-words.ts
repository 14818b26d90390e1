/** What the figures of a report are called and mean. A report carries these words as they were when it closed. */
type Words = { readonly tr: string; readonly en: string };
export type MeasureUnit = 'count' | 'percent' | 'hours' | 'days' | 'perDay';
export type MeasureNoun = 'customers' | 'interactions' | 'appointments';
export type Definition = {
  readonly unit: MeasureUnit;
  readonly noun: MeasureNoun;
  readonly name: Words;
  readonly text: Words;
};

const measureOf = (
  unit: MeasureUnit,
  noun: MeasureNoun,
  [nameTr, textTr]: readonly [string, string],
  [nameEn, textEn]: readonly [string, string],
): Definition => ({ unit, noun, name: { tr: nameTr, en: nameEn }, text: { tr: textTr, en: textEn } });

const FEW_TR = 'Beşten az örnekte hesaplanmaz.';
const FEW_EN = 'Not worked out from fewer than five.';

export const DEFINITIONS = {
  newCustomers: measureOf(
    'count',
    'customers',
    [
      'Yeni müşteri',
      'Ay içinde kaydedilen ve ay sonunda silinmemiş müşteriler; kaydedildikleri andaki danışmana, ekibe ve kaynağa sayılır.',
    ],
    [
      'New customers',
      'Customers entered during the month and not deleted by its end; counted for the agent, team and source they had when entered.',
    ],
  ),
  firstContactHours: measureOf(
    'hours',
    'customers',
    [
      'İlk görüşmeye kadar (ortanca)',
      `Kayıttan ilk ziyarete ya da yanıtlanan aramaya kadar geçen saat, ortanca değer; yalnızca ay bitmeden görüşülenler. ${FEW_TR}`,
    ],
    [
      'To first contact (median)',
      `Hours from entry to the first visit or answered call, the median; only customers reached before the month ended. ${FEW_EN}`,
    ],
  ),
  firstContactHoursMean: measureOf(
    'hours',
    'customers',
    ['İlk görüşmeye kadar (ortalama)', `Aynı sürenin ortalaması. ${FEW_TR}`],
    ['To first contact (mean)', `The mean of the same hours. ${FEW_EN}`],
  ),
  notContacted: measureOf(
    'count',
    'customers',
    ['Henüz görüşülmeyen', 'Ayın yeni müşterilerinden ay sonuna kadar ziyaret edilmeyen ve aramada ulaşılamayanlar.'],
    ['Not yet reached', 'Of the month’s new customers, those neither visited nor reached by phone by its end.'],
  ),
  contacts: measureOf(
    'count',
    'interactions',
    [
      'Görüşme',
      'Ay içinde yapılan aramalar ve ziyaretler; geri alınanlar sayılmaz. Danışman karşılaştırmasında kaydı yazan kişiye sayılır.',
    ],
    [
      'Contacts',
      'Calls and visits during the month, without those taken back. In the comparison they count for whoever logged them.',
    ],
  ),
  calls: measureOf(
    'count',
    'interactions',
    ['Arama', 'Yanıtlanmayanlar dâhil bütün aramalar.'],
    ['Calls', 'All calls, unanswered ones included.'],
  ),
  reached: measureOf(
    'count',
    'interactions',
    ['Ulaşılan arama', 'Yanıtlanan aramalar.'],
    ['Calls answered', 'Calls that were answered.'],
  ),
  reachedRate: measureOf(
    'percent',
    'interactions',
    ['Ulaşma oranı', `Yanıtlanan aramaların bütün aramalara oranı. ${FEW_TR}`],
    ['Answer rate', `Answered calls out of all calls. ${FEW_EN}`],
  ),
  visits: measureOf(
    'count',
    'interactions',
    ['Ziyaret', 'Kaydedilen ziyaretler.'],
    ['Visits', 'Visits that were logged.'],
  ),
  contactsPerDay: measureOf(
    'perDay',
    'interactions',
    ['İş günü başına görüşme', 'Görüşmelerin, danışmanın çalıştığı iş günlerine bölümü.'],
    ['Contacts per working day', 'Contacts divided by the days the agent worked.'],
  ),
  booked: measureOf(
    'count',
    'appointments',
    ['Alınan randevu', 'Ay içinde oluşturulan randevular; taslaklar sayılmaz, yinelenen randevu bir kez sayılır.'],
    ['Booked', 'Appointments made during the month; drafts do not count and a series counts once.'],
  ),
  leadTimeDays: measureOf(
    'days',
    'appointments',
    ['Randevuya kalan süre (ortanca)', `Randevunun alınmasından başlamasına kadar geçen gün, ortanca değer. ${FEW_TR}`],
    ['Lead time (median)', `Days from booking to the appointment, the median. ${FEW_EN}`],
  ),
  leadTimeDaysMean: measureOf(
    'days',
    'appointments',
    ['Randevuya kalan süre (ortalama)', `Aynı sürenin ortalaması. ${FEW_TR}`],
    ['Lead time (mean)', `The mean of the same days. ${FEW_EN}`],
  ),
  held: measureOf(
    'count',
    'appointments',
    ['Yapılan randevu', 'Ay içinde başlayan ve yapıldı olarak işaretlenen randevular.'],
    ['Held', 'Appointments that began during the month and were marked as held.'],
  ),
  heldPerDay: measureOf(
    'perDay',
    'appointments',
    ['İş günü başına randevu', 'Yapılan randevuların, danışmanın çalıştığı iş günlerine bölümü.'],
    ['Held per working day', 'Held appointments divided by the days the agent worked.'],
  ),
  noShow: measureOf(
    'count',
    'appointments',
    ['Gelinmeyen', 'Ay içinde başlayan ve müşterinin gelmediği randevular.'],
    ['No-shows', 'Appointments that began during the month and to which the customer did not come.'],
  ),
  noShowRate: measureOf(
    'percent',
    'appointments',
    ['Gelmeme oranı', `Gelinmeyenlerin, yapılan ve gelinmeyen randevuların toplamına oranı. ${FEW_TR}`],
    ['No-show rate', `No-shows out of held appointments and no-shows. ${FEW_EN}`],
  ),
  cancelled: measureOf(
    'count',
    'appointments',
    ['İptal', 'Ay içinde başlayacak olup iptal edilen ya da reddedilen randevular.'],
    ['Cancelled', 'Appointments due during the month that were cancelled or declined.'],
  ),
  noOutcome: measureOf(
    'count',
    'appointments',
    ['Sonucu yazılmayan', 'Bitmiş olup nasıl geçtiği yazılmayan randevular.'],
    ['No outcome', 'Appointments that are over and whose outcome nobody recorded.'],
  ),
  won: measureOf(
    'count',
    'customers',
    [
      'Kazanılan',
      'Ay içinde kazanıldı sayılan bir aşamaya geçen müşteriler; o anki danışmana, ekibe ve kaynağa sayılır.',
    ],
    [
      'Won',
      'Customers who moved to a won stage during the month; counted for the agent, team and source of that moment.',
    ],
  ),
  lost: measureOf(
    'count',
    'customers',
    ['Kaybedilen', 'Ay içinde kaybedildi sayılan bir aşamaya geçen müşteriler.'],
    ['Lost', 'Customers who moved to a lost stage during the month.'],
  ),
  conversion: measureOf(
    'percent',
    'customers',
    ['Kazanma oranı', `Kazanılanların, ay içinde sonuçlananlara (kazanılan ve kaybedilen) oranı. ${FEW_TR}`],
    ['Win rate', `Won out of all decided during the month, won and lost. ${FEW_EN}`],
  ),
  customersHeld: measureOf(
    'count',
    'customers',
    ['Müşteri', 'Ay sonundaki müşteriler; o andaki danışmana ve ekibe göre.'],
    ['Customers', 'Customers at the end of the month, by the agent and team of that moment.'],
  ),
  workingDays: measureOf(
    'days',
    'customers',
    ['İş günü', 'Çalışma saatlerine göre çalışılan günler; tatiller ve izinler düşülür, yarım gün yarım sayılır.'],
    ['Working days', 'Days worked by working hours, without holidays and absences; half a day counts half.'],
  ),
} as const satisfies Record<string, Definition>;
export type MeasureId = keyof typeof DEFINITIONS;

export const STAGE_DEFINITIONS = {
  standing: measureOf(
    'count',
    'customers',
    ['Ay sonunda', 'Ay sonunda bu aşamada olan müşteriler.'],
    ['At month’s end', 'Customers at this stage at the end of the month.'],
  ),
  entered: measureOf(
    'count',
    'customers',
    ['Gelen', 'Ay içinde bu aşamaya geçen müşteriler.'],
    ['Entered', 'Customers who came to this stage during the month.'],
  ),
  left: measureOf(
    'count',
    'customers',
    ['Ayrılan', 'Ay içinde bu aşamadan ayrılan müşteriler.'],
    ['Left', 'Customers who left this stage during the month.'],
  ),
  stageDays: measureOf(
    'days',
    'customers',
    ['Aşamada geçen süre (ortanca)', `Ayrılanların bu aşamada geçirdiği gün, ortanca değer. ${FEW_TR}`],
    ['Time in stage (median)', `Days that those who left had spent at this stage, the median. ${FEW_EN}`],
  ),
  stageDaysMean: measureOf(
    'days',
    'customers',
    ['Aşamada geçen süre (ortalama)', `Aynı sürenin ortalaması. ${FEW_TR}`],
    ['Time in stage (mean)', `The mean of the same days. ${FEW_EN}`],
  ),
} as const satisfies Record<string, Definition>;
export type StageMeasureId = keyof typeof STAGE_DEFINITIONS;

export const GROUP_NAMES = {
  summary: { tr: 'Özet', en: 'Summary' },
  kinds: { tr: 'Randevular', en: 'Appointments' },
  stages: { tr: 'Satış hunisi', en: 'Funnel' },
  agents: { tr: 'Danışman karşılaştırması', en: 'Agent comparison' },
  sources: { tr: 'Müşteri kaynakları', en: 'Lead sources' },
  countries: { tr: 'Ülkeler', en: 'Countries' },
  cities: { tr: 'Şehirler', en: 'Cities' },
} as const satisfies Record<string, Words>;
export type GroupId = keyof typeof GROUP_NAMES;

export const MEDIAN_ROW = '~median';
export const MEAN_ROW = '~mean';
