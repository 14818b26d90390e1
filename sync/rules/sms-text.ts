/**
 * What a text costs as SMS: its spelling decides how many parts it takes. Pure; the composer shows it while one types
 * and the office counts the same. Alphabets and lengths: 3GPP TS 23.038 §6.2.1, annex A.2.1 (Turkish single shift),
 * TS 23.040 §9.2.3.24 (header of a joined message).
 */
import { foldText } from './turkish-text';

/**
 * gsm      seven bits a letter
 * turkish  seven bits, and two of them for a letter of the Turkish table, which a header announces
 * unicode  sixteen bits a letter
 */
export type SmsSpelling = 'gsm' | 'turkish' | 'unicode';
export type SmsMeasure = {
  readonly spelling: SmsSpelling;
  /** In letters of the spelling: septets, or UTF-16 units. */
  readonly length: number;
  /** What is paid for. */
  readonly parts: number;
  /** Letters left in the last part. */
  readonly left: number;
};

/** More than this no provider joins, and nobody reads. */
export const MAX_SMS_PARTS = 6;

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€\f');
const TURKISH = new Set('^{}\\[~]|€\fĞİŞçğış');

/** Letters of one message, and of each part of several. */
const ROOM: Readonly<Record<SmsSpelling, readonly [one: number, joined: number]>> = {
  gsm: [160, 153],
  turkish: [155, 149],
  unicode: [70, 67],
};

/** `hasTurkish`: whoever carries it knows the Turkish table (Netgsm does, Amazon does not). */
export function measureSms(text: string, hasTurkish: boolean): SmsMeasure {
  const spelling = spellingOf(text, hasTurkish);
  const letters = spelling === 'unicode' ? [...text].map((letter) => letter.length) : [...text].map(widthOf);
  const length = letters.reduce((sum, width) => sum + width, 0);
  const [one, joined] = ROOM[spelling];
  if (length <= one) return { spelling, length, parts: 1, left: one - length };
  // A letter of two halves is not cut in two: the part before it stays one shorter.
  let parts = 1;
  let used = 0;
  for (const width of letters) {
    if (used + width > joined) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return { spelling, length, parts, left: joined - used };
}

/** It leaves in no way: more than anybody joins. */
export const isTooLongForSms = (text: string, hasTurkish: boolean): boolean =>
  measureSms(text, hasTurkish).parts > MAX_SMS_PARTS;

function spellingOf(text: string, hasTurkish: boolean): SmsSpelling {
  const letters = [...text];
  if (letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter))) return 'gsm';
  const isTurkish = letters.every((letter) => BASIC.has(letter) || TURKISH.has(letter));
  return isTurkish && hasTurkish ? 'turkish' : 'unicode';
}

const widthOf = (letter: string) => (BASIC.has(letter) ? 1 : 2);

/** In the cheapest letters: a dotless i would make every part of it dearer. */
const WAY_OUT = { tr: 'SMS iptali: RET', en: 'To stop SMS reply: STOP' } as const;

/** What advertising reads as when it leaves: it says how to end it. */
export const withWayOut = (text: string, language: 'tr' | 'en'): string => `${text}\n${WAY_OUT[language]}`;

const PLAIN: Readonly<Record<string, string>> = {
  Ğ: 'G',
  İ: 'I',
  Ş: 'S',
  ğ: 'g',
  ı: 'i',
  ş: 's',
  ç: 'c',
  â: 'a',
  Â: 'A',
  î: 'i',
  Î: 'I',
  û: 'u',
  Û: 'U',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '•': '-',
  '₺': 'TL',
  '\u00a0': ' ',
};

/** The same text in the cheapest letters, as far as there are any; null where it is that already, or cannot be. */
export function plainSms(text: string): string | null {
  const plain = [...text.normalize('NFC')].map((letter) => PLAIN[letter] ?? letter).join('');
  return plain !== text && spellingOf(plain, false) === 'gsm' ? plain : null;
}

/**
 * The first link in a text, '' where there is none: since April 2026 SMS with links to Turkish phones may be blocked on
 * the way (Amazon's registration notes for Türkiye), so none is sent with any.
 */
export function linkInSms(text: string): string {
  return /(?:https?:\/\/|www\.)\S+/i.exec(text)?.[0] ?? bareLink(text);
}

const DOMAINS = new Set('com net org info biz io co me app link ly gl tr de uk eu online site xyz'.split(' '));

function isDomain(word: string): boolean {
  const [name = '', top = ''] = word.split(/[./]/, 2);
  return word[name.length] === '.' && /^[a-z0-9-]+$/i.test(name) && DOMAINS.has(foldText(top));
}

/** `saha.com/x`, which phones make a link of; a mail address is none. */
function bareLink(text: string): string {
  const words = text.slice(0, 2_000).split(/\s/);
  return words.find((word) => word.length <= 200 && !word.includes('@') && isDomain(word)) ?? '';
}
