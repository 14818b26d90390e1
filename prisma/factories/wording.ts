/**
 * What agents of a property and residence consultancy write. `{district}` is a district of the customer's city,
 * `{rooms}` a flat's size, `{budget}` a price, `{day}` a weekday, `{month}` a month.
 */
import type { Random } from './random';

type Language = 'tr' | 'en';
type Texts = Readonly<Record<Language, readonly string[]>>;

const PARTS: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  tr: {
    rooms: ['1+1', '2+1', '3+1', '3+1', '4+1'],
    budget: ['3,5 milyon TL', '4–5 milyon TL', '6 milyon TL', '7,5 milyon TL', '9 milyon TL', '12 milyon TL'],
    day: ['pazartesi', 'salı', 'çarşamba', 'perşembe', 'cuma', 'cumartesi'],
    month: ['ocak', 'mart', 'mayıs', 'haziran', 'eylül', 'ekim'],
  },
  en: {
    rooms: ['1-bedroom', '2-bedroom', '2-bedroom', '3-bedroom'],
    budget: ['€150k', '€220k', '$250k', '$400k', '$450k', '€300k'],
    day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    month: ['January', 'March', 'May', 'June', 'September', 'October'],
  },
};

export const CUSTOMER_NOTES: Texts = {
  tr: [
    '{district} civarında {rooms} arıyor, bütçesi {budget}. Kredi kullanacak.',
    'Yatırım için bakıyor, kira getirisi önemli. {budget} civarı nakit.',
    'Evini satıp daha büyüğüne geçmek istiyor. Önce kendi dairesi için değerleme yapılacak.',
    'Eşiyle birlikte karar veriyor, hafta sonu gösterim uygun.',
    'Deprem yönetmeliği sonrası yapılmış bina istiyor, zemin etüdünü soruyor.',
    'Metroya yürüme mesafesi şart. {district} dışına bakmıyor.',
    'Arkadaşı geçen yıl bizden almış, memnun kalmış.',
    'Taşınma tarihi {month}. Acelesi yok ama fırsat olursa hemen görmek istiyor.',
    '{rooms}, otoparklı, asansörlü. Giriş kat istemiyor.',
    'Akşam 18:00’den sonra aranmak istiyor.',
    'Kızının okuluna yakın olsun istiyor, {district} öncelikli.',
  ],
  en: [
    'Looking for a {rooms} flat for residence, budget {budget}. Prefers sea view.',
    'Interested in citizenship by investment, wants the whole process explained in writing.',
    'Buying remotely; power of attorney to be prepared at the consulate.',
    'Visits Türkiye in {month}, wants three or four viewings on one day.',
    'Asks for rental guarantee and net yield. Compares with Dubai.',
    'Residence permit expires in {month}; needs appointment and insurance.',
    'Prefers WhatsApp. English is fine, documents need sworn translation.',
    'Budget {budget}, new building only. Will pay in two instalments.',
  ],
};

export const MANAGER_NOTES = [
  'Komisyonda en fazla yarım puan esneyebiliriz.',
  'Daha önce iki danışmanla görüşmüş, takip yakından yapılsın.',
  'Referansı önemli bir müşterimiz; kapanışa ben de katılacağım.',
  'Fiyat pazarlığını uzatıyor, nihai teklif için onay alınsın.',
] as const;

export const CALL_NOTES: Texts = {
  tr: [
    'Yeni portföyleri anlattım, iki daireyi beğendi. {day} günü gösterim için arayacağım.',
    'Kredi ön onayı çıkmış, limiti {budget}.',
    'Fiyatı yüksek buldu, mal sahibiyle görüşüp döneceğim.',
    'Eşiyle konuşup haber verecek.',
    'Tapu masraflarını ve komisyonu sordu, yazılı gönderdim.',
    'Şu an yoğun, {day} günü öğleden sonra tekrar aramamı istedi.',
    '{district} bölgesinden vazgeçmiş, başka semtlere de bakabilir.',
    'Teklifimizi kabul etti, kapora için gün belirledik.',
    'Ekspertiz raporunu sordu; {day} günü çıkıyor.',
  ],
  en: [
    'Sent the floor plans, likes the corner flat. Will decide after talking to family.',
    'Explained title deed costs and the valuation report.',
    'Asked about payment by bank transfer; sent account details in writing.',
    'Flight is on {day}, booked two viewings.',
    'Passport copy received, tax number application started.',
    'Still comparing offers, call again on {day}.',
  ],
};
export const NO_ANSWER_NOTES: Texts = {
  tr: ['', '', 'Ulaşılamadı.', 'Çaldı, açılmadı. Mesaj bırakıldı.', 'Meşgule attı.'],
  en: ['', '', 'No answer.', 'Phone off, sent a message.'],
};
export const NOT_INTERESTED_NOTES: Texts = {
  tr: [
    'Başka bir yerden almış, teşekkür etti.',
    'Şimdilik vazgeçmiş, seneye tekrar bakacak.',
    'Bütçesi yetmiyor, kiralık bakmaya karar vermiş.',
  ],
  en: ['Bought elsewhere.', 'Postponed to next year.', 'Decided to rent for now.'],
};
export const VISIT_NOTES: Texts = {
  tr: [
    '{district} tarafında iki daire gezdik. {rooms} olanı beğendi, mutfağı küçük buldu.',
    'Ofiste görüştük, sözleşme taslağını verdim.',
    'Binayı ve çevreyi gezdik, okul ve metro mesafesini beğendi.',
    'Eşi de geldi. İkinci daire için {budget} teklif verecekler.',
    'Yer gösterme belgesi imzalandı.',
    'Evin fotoğrafları çekildi, değerleme yapıldı.',
  ],
  en: [
    'Saw three flats; the {rooms} one is on the shortlist.',
    'Met at the office with an interpreter, signed the viewing form.',
    'Visited the site, wants a higher floor.',
    'Tax number taken, bank account opened together.',
  ],
};
export const PLAIN_NOTES: Texts = {
  tr: [
    'Kimlik ve vekâlet fotokopisi dosyada.',
    'Kredi için gereken belgelerin listesi gönderildi.',
    'Kardeşi de {district} civarında daire arıyor.',
    'Doğum günü {month} ayında.',
    'E-postayla katalog istedi, gönderildi.',
    'Fiyat düşerse haber verilecek.',
  ],
  en: [
    'Passport translation is with the notary.',
    'Prefers documents by e-mail as PDF.',
    'Brother is also interested, may come in {month}.',
    'Catalogue sent.',
    'Wants to be told when prices change.',
  ],
};
export const APPOINTMENT_TITLES: Readonly<Record<'meeting' | 'visit' | 'video' | 'phone', Texts>> = {
  meeting: {
    tr: ['İlk görüşme', 'Sözleşme görüşmesi', 'Teklif sunumu', 'Kredi görüşmesi', 'Tapu öncesi görüşme'],
    en: ['First meeting', 'Contract meeting', 'Offer', 'Residence permit file'],
  },
  visit: {
    tr: ['Daire gösterimi', 'Yer gösterme', 'İkinci gösterim', 'Ev değerleme', 'Şantiye gezisi'],
    en: ['Viewing', 'Second viewing', 'Site visit'],
  },
  video: { tr: ['Görüntülü görüşme', 'Uzaktan sunum'], en: ['Video call', 'Remote viewing'] },
  phone: { tr: ['Telefon görüşmesi', 'Teklif takibi'], en: ['Phone call', 'Offer follow-up'] },
};
export const APPOINTMENT_NOTES: Texts = {
  tr: [
    'Anahtar ofiste.',
    'Kat planlarını yanında götür.',
    'Müşteri on dakika gecikebilir.',
    'Mal sahibi de evde olacak.',
    'Otopark girişi arka sokaktan.',
  ],
  en: ['Interpreter booked.', 'Pick up from the hotel.', 'Bring the floor plans.', 'Passport copies needed.'],
};
export const CANCEL_REASONS: Texts = {
  tr: ['Müşteri başka güne almak istedi.', 'Daire satıldı.', 'Müşteri hasta.', 'Mal sahibi uygun değil.'],
  en: ['Flight changed.', 'The flat was sold.', 'Customer asked for another day.'],
};

export function write(random: Random, texts: Texts, language: Language, districts: readonly string[]): string {
  return random
    .pick(texts[language])
    .replace(/\{(\w+)\}/g, (_, part: string) => random.pick(part === 'district' ? districts : PARTS[language][part]!));
}
