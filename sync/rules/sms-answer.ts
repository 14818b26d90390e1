/**
 * What a customer's SMS says to the office by itself. Only what can mean nothing else: a sentence with the word in it
 * is for a person to read.
 */

/** `yes` and `no` answer a question that is open; `stop` ends SMS to the number; everything else is a message. */
export type SmsAnswer = 'stop' | 'yes' | 'no' | 'other';

/** Turkish operators hand on RET and İPTAL, others STOP; a number or name of the sender may follow. */
const STOP = new Set(['ret', 'iptal', 'stop', 'dur', 'unsubscribe', 'stopall']);
const YES = new Set(['1', 'evet', 'evet geliyorum', 'geliyorum', 'onay', 'tamam', 'ok', 'yes']);
const NO = new Set(['2', 'hayır', 'hayir', 'gelemiyorum', 'gelemem', 'hayır gelemiyorum', 'hayir gelemiyorum', 'no']);
const LONGEST = 60;

/** `text`: as received, any length. */
export function readSmsAnswer(text: string): SmsAnswer {
  if (text.length > LONGEST) return 'other';
  const words = text
    .normalize('NFC')
    .toLocaleLowerCase('tr')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // `STOP` in small Turkish letters has no i to lose; `iptal` written `IPTAL` has.
  const plain = words.replaceAll('ı', 'i');
  const [first = '', ...rest] = plain.split(' ');
  if (STOP.has(first) && (rest.length === 0 || (first === 'ret' && rest.length === 1))) return 'stop';
  if (YES.has(words) || YES.has(plain)) return 'yes';
  if (NO.has(words) || NO.has(plain)) return 'no';
  return 'other';
}
