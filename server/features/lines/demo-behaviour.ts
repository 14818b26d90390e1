/**
 * What the people behind the stand-in do while nobody tells them otherwise, and numbers with which to see it fail.
 * Pure.
 */
import type { Behaviour, Reply } from '../../gateways/whatsapp/stand-in/provider';

/** What a customer of the demo office does then, by turns. */
const REPLIES: readonly Omit<Reply, 'afterMs'>[] = [
  { text: 'Merhaba, teşekkür ederim.' },
  { text: 'Olur, bana uyar 👍' },
  { text: 'Yarın öğleden sonra arayabilir misiniz?' },
  { text: 'Fiyat teklifini de gönderirseniz sevinirim.', emoji: '❤️' },
  {
    text: '',
    message: { locationMessage: { degreesLatitude: 41.0256, degreesLongitude: 28.9744, name: 'Dükkân burada' } },
  },
  { text: 'Tamam, bekliyorum.' },
];
const REPLY_AFTER_MS = 4_000;
const STEP_MS = 900;
/** A picture is scanned by somebody after a while. */
const SCANNED_AFTER_MS = 8_000;
/**
 * Numbers that end so (README): refused as WhatsApp refuses (463), unknown there, and taken while the answer is lost.
 */
const REFUSED = '0463';
const NOBODY = '0404';
const LOST = '0408';

const endsIn = (to: string, digits: string) => (to.split('@')[0] ?? '').endsWith(digits);

export function demoBehaviour(): Partial<Behaviour> {
  let turn = 0;
  return {
    stepMs: STEP_MS,
    scannedAfterMs: SCANNED_AFTER_MS,
    answer: (to) => (endsIn(to, NOBODY) ? 'nobody' : endsIn(to, LOST) ? 'lost' : 'accept'),
    fate: (to) => (endsIn(to, REFUSED) ? 'refused' : 'read'),
    reply: (to) =>
      endsIn(to, REFUSED) ? null : { text: '', ...REPLIES[(turn += 1) % REPLIES.length], afterMs: REPLY_AFTER_MS },
  };
}
