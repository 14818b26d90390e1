/** What stands on a locked screen: who it is about, and of a message its text only where the person wants it. */
import type { SendFacts } from './notices.store';

const SHOWN_LETTERS = 140;
const WORDS = {
  tr: {
    someone: 'Müşteri',
    message: { whatsapp: 'Yeni WhatsApp mesajı', sms: 'Yeni SMS', email: 'Yeni e-posta' },
    handover: 'Bir yazışma size devredildi',
    approved: 'Randevunuz onaylandı',
    declined: 'Randevunuz onaylanmadı',
    proposed: 'Randevunuz için başka bir zaman önerildi',
    answer: { asked: 'Randevusu için başka bir zaman istiyor', declined: 'Randevusuna gelemeyeceğini bildirdi' },
    stranger: { title: 'Yeni kişi', body: 'WhatsApp’tan yazdı, henüz bir müşteriye bağlı değil' },
    line: {
      down: 'WhatsApp hattı bağlı değil; yazılanlar bekliyor',
      restricted: 'WhatsApp hattı kısıtlanmış olabilir; yeni yazışmalar bekliyor',
      silent: 'WhatsApp hattından haber gelmiyordu; gelenler sorularak alındı',
    },
    test: 'Bildirimler bu cihaza geliyor.',
  },
  en: {
    someone: 'Customer',
    message: { whatsapp: 'New WhatsApp message', sms: 'New SMS', email: 'New e-mail' },
    handover: 'A conversation was handed over to you',
    approved: 'Your appointment was approved',
    declined: 'Your appointment was not approved',
    proposed: 'Another time was proposed for your appointment',
    answer: { asked: 'Asks for another time', declined: 'Cannot come to the appointment' },
    stranger: { title: 'Somebody new', body: 'Wrote on WhatsApp and is no customer yet' },
    line: {
      down: 'The WhatsApp line is not connected; what is written waits',
      restricted: 'The WhatsApp line may be restricted; new chats wait',
      silent: 'The WhatsApp line said nothing by itself; what came was asked for',
    },
    test: 'Notifications reach this device.',
  },
} as const;

type Told = Pick<
  SendFacts,
  'kind' | 'language' | 'customerName' | 'text' | 'showsText' | 'channel' | 'status' | 'answer' | 'lineName' | 'trouble'
>;

export function pushWords(facts: Told): { readonly title: string; readonly body: string } {
  const words = WORDS[facts.language];
  if (facts.kind === 'test') return { title: 'Saha', body: words.test };
  if (facts.kind === 'stranger')
    return { title: facts.customerName || words.stranger.title, body: words.stranger.body };
  // It is in trouble: without one it is no news.
  if (facts.kind === 'line') return { title: facts.lineName, body: words.line[facts.trouble || 'down'] };
  return { title: facts.customerName || words.someone, body: bodyOf(facts) };
}

function bodyOf({ kind, language, text, showsText, channel, status, answer }: Told): string {
  const words = WORDS[language];
  if (kind === 'handover') return words.handover;
  if (kind === 'answer') return words.answer[answer === 'declined' ? 'declined' : 'asked'];
  if (kind === 'approval')
    return status === 'declined' ? words.declined : status === 'requested' ? words.proposed : words.approved;
  if (showsText && text.trim() !== '') return text.replace(/\s+/g, ' ').slice(0, SHOWN_LETTERS);
  return words.message[channel === 'sms' || channel === 'email' ? channel : 'whatsapp'];
}
