/** Calling codes of one or two digits; all others have three (ITU-T E.164). */
const SHORT_CODES = new Set([
  '1',
  '7',
  '20',
  '27',
  '30',
  '31',
  '32',
  '33',
  '34',
  '36',
  '39',
  '40',
  '41',
  '43',
  '44',
  '45',
  '46',
  '47',
  '48',
  '49',
  '51',
  '52',
  '53',
  '54',
  '55',
  '56',
  '57',
  '58',
  '60',
  '61',
  '62',
  '63',
  '64',
  '65',
  '66',
  '81',
  '82',
  '84',
  '86',
  '90',
  '91',
  '92',
  '93',
  '94',
  '95',
  '98',
]);
const MAX_DIGITS = 15;
const PLACE = Array.from({ length: MAX_DIGITS + 1 }, (_, length) => 11 ** (MAX_DIGITS - length));

export const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

/** The digits after the calling code: what people dial inside the country, without the leading 0. */
export function nationalDigits(e164Digits: string): string {
  const length = [1, 2].find((short) => SHORT_CODES.has(e164Digits.slice(0, short))) ?? 3;
  return e164Digits.slice(length);
}

/**
 * A number per digit string in the same order as text (a missing digit before 0); 11^15 still fits a double exactly.
 */
export function digitsKey(digits: string): number {
  let key = 0;
  for (let at = 0; at < digits.length && at < MAX_DIGITS; at += 1)
    key += (digits.charCodeAt(at) - 47) * (PLACE[at + 1] as number);
  return key;
}

/** Keys of all digit strings that begin with `prefix`: from the first, below the second. */
export function prefixKeys(prefix: string): [number, number] {
  const from = digitsKey(prefix);
  return [from, from + (PLACE[Math.min(prefix.length, MAX_DIGITS)] as number)];
}

/** Fewer digits than this are looked for at the beginning of numbers only: two digits stand somewhere in nearly all. */
const MIN_PART_DIGITS = 3;

export type PhoneQuestion = {
  /** A beginning of the whole number, of the number inside the country, and any part of it; null: not looked for. */
  readonly whole: string | null;
  readonly national: string | null;
  readonly part: string | null;
};

export const isPhoneLike = (typed: string): boolean => /^\+?[\d\s()\-./]+$/.test(typed) && /\d/.test(typed);

/** What a person who typed these digits may mean; null where it is no part of a number. */
export function phoneQuestion(typed: string): PhoneQuestion | null {
  if (!isPhoneLike(typed)) return null;
  const digits = digitsOf(typed);
  if (typed.startsWith('+')) return { whole: digits, national: null, part: null };
  const part = digits.length >= MIN_PART_DIGITS ? digits : null;
  if (digits.startsWith('00')) return { whole: digits.slice(2), national: null, part };
  if (digits.startsWith('0')) return { whole: null, national: digits.slice(1), part };
  return { whole: digits, national: digits, part };
}
