/** What the figures of a report are called and mean. A report carries these words as they were when it closed. */
import { FEW_EN, FEW_TR, measureOf, type Definition } from './definition';
import { MESSAGE_DEFINITIONS } from './message-words';

export const DEFINITIONS = {
  ...MESSAGE_DEFINITIONS,
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
      'Ay içinde yapılan aramalar ve ziyaretler (mesajlar ayrı sayılır); geri alınanlar sayılmaz. Danışman karşılaştırmasında kaydı yazan kişiye sayılır.',
    ],
    [
      'Contacts',
      'Calls and visits during the month (messages are counted apart), without those taken back. In the comparison they count for whoever logged them.',
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
    [
      'İş günü başına görüşme',
      'Görüşmelerin, danışmanın çalıştığı iş günlerine bölümü. Beşten az iş gününde hesaplanmaz.',
    ],
    [
      'Contacts per working day',
      'Contacts divided by the days the agent worked. Not worked out from fewer than five days.',
    ],
  ),
  contactsPer100: measureOf(
    'per100',
    'interactions',
    [
      '100 müşteriye görüşme',
      'Danışmanın ay sonundaki her 100 müşterisine düşen görüşme. Beşten az müşteride hesaplanmaz.',
    ],
    [
      'Contacts per 100 customers',
      'Contacts for every 100 customers the agent has at the end of the month. Not worked out from fewer than five.',
    ],
  ),
  wonPer100: measureOf(
    'per100',
    'customers',
    [
      '100 müşteride kazanılan',
      'Danışmanın ay sonundaki her 100 müşterisine düşen kazanılan müşteri. Beşten az müşteride hesaplanmaz.',
    ],
    [
      'Won per 100 customers',
      'Customers won for every 100 the agent has at the end of the month. Not worked out from fewer than five.',
    ],
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
    [
      'İş günü başına randevu',
      'Yapılan randevuların, danışmanın çalıştığı iş günlerine bölümü. Beşten az iş gününde hesaplanmaz.',
    ],
    [
      'Held per working day',
      'Held appointments divided by the days the agent worked. Not worked out from fewer than five days.',
    ],
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
    [
      'Sonucu yazılmayan',
      'Bitmiş olup nasıl geçtiği yazılmayan randevular; tarihleri yazılmayan bir dizi bir kez sayılır.',
    ],
    [
      'No outcome',
      'Appointments that are over and whose outcome nobody recorded; a series with such dates counts once.',
    ],
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
