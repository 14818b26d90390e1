/** What the figures of messages, reminders and mailings are called and mean. */
import { FEW_EN, FEW_TR, measureOf, type Definition } from './definition';

export const MESSAGE_DEFINITIONS = {
  messagesIn: measureOf(
    'count',
    'messages',
    ['Gelen mesaj', 'Ay içinde müşterilerden gelen mesajlar; o anki danışmana sayılır.'],
    ['Messages received', 'Messages from customers during the month; counted for the agent of that moment.'],
  ),
  messagesOut: measureOf(
    'count',
    'messages',
    [
      'Yazılan mesaj',
      'Ay içinde kişilerin yazıp müşteriye ulaştırılan mesajları; toplu gönderimler ve hatırlatmalar sayılmaz.',
    ],
    ['Messages written', 'Messages that people wrote and that were sent; mailings and reminders do not count.'],
  ),
  answerMinutes: measureOf(
    'minutes',
    'messages',
    [
      'Yanıt süresi (ortanca)',
      `Müşterinin yanıt bekleyen ilk mesajından bir kişinin yazdığı mesaja, yanıtlanan aramaya ya da ziyarete kadar, ofisin çalışma saatleri içinde geçen dakika, ortanca değer; yalnızca ay bitmeden yanıtlananlar. ${FEW_TR}`,
    ],
    [
      'Response time (median)',
      `Minutes of the office’s working hours from the first waiting message of a customer to a message by a person, an answered call or a visit, the median; only those answered before the month ended. ${FEW_EN}`,
    ],
  ),
  answerMinutesMean: measureOf(
    'minutes',
    'messages',
    ['Yanıt süresi (ortalama)', `Aynı sürenin ortalaması. ${FEW_TR}`],
    ['Response time (mean)', `The mean of the same minutes. ${FEW_EN}`],
  ),
  unanswered: measureOf(
    'count',
    'messages',
    ['Yanıtsız kalan', 'Ay içinde gelen ve ay sonuna kadar kimsenin yanıtlamadığı yazışmalar.'],
    ['Left unanswered', 'Conversations that a customer opened during the month and nobody answered by its end.'],
  ),
  mailed: measureOf(
    'count',
    'deliveries',
    ['Gönderilen', 'Ay içinde ofisten çıkan toplu gönderim ve kampanya iletileri, alıcı başına bir.'],
    ['Sent', 'Mailings and campaign messages that left during the month, one per recipient.'],
  ),
  mailedDelivered: measureOf(
    'count',
    'deliveries',
    ['Ulaşan', 'Sağlayıcının ulaştığını bildirdiği iletiler.'],
    ['Delivered', 'Messages that the provider reported as delivered.'],
  ),
  mailedFailed: measureOf(
    'count',
    'deliveries',
    ['Ulaşmayan', 'Geri dönen ya da gönderilemeyen iletiler.'],
    ['Not delivered', 'Messages that bounced or failed.'],
  ),
  mailedRefused: measureOf(
    'count',
    'deliveries',
    ['Ayrılan', 'İleti üzerine listeden çıkan ya da şikâyet eden alıcılar.'],
    ['Unsubscribed', 'Recipients who unsubscribed or complained because of it.'],
  ),
  mailedRefusedRate: measureOf(
    'percent',
    'deliveries',
    ['Ayrılma oranı', `Ayrılanların gönderilenlere oranı. ${FEW_TR}`],
    ['Unsubscribe rate', `Unsubscribed out of sent. ${FEW_EN}`],
  ),
} as const satisfies Record<string, Definition>;
