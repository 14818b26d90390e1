/** How a telephone number that somebody typed is read, on a form and in a file. */
import { firstNumber } from './phone-parts';
import { plainDigits } from './plain-digits';

/** What is needed of libphonenumber: a form loads it late and works without, a server has it. */
export type PhoneReader = {
  isSupportedCountry(countryId: string): boolean;
  parsePhoneNumberFromString(
    text: string,
    countryId?: never,
  ):
    | {
        readonly number: string;
        readonly nationalNumber: string;
        readonly countryCallingCode: string;
        isPossible(): boolean;
      }
    | undefined;
};

export type TypedPhone = {
  readonly countryId: string;
  /** Without dial code, as one reads it. */ readonly national: string;
};
export type DialCodes = (countryId: string) => string;

const MAX_DIGITS = 15;
/** Where a leading zero belongs to the number; everywhere else it is dialled at home only. */
const KEEP_ZERO = new Set(['IT', 'VA', 'SM', 'CI', 'CG', 'GA']);
export const digitsOf = (text: string) => plainDigits(text).replace(/\D/g, '');

/** Whether what is typed names its country itself: `+49 …` or `0049 …`. */
export function isInternational(typed: string): boolean {
  return /^\s*\(?(\+|00)/.test(plainDigits(typed));
}

/**
 * E.164 of what is typed; '' when that holds no digit. An unfinished number comes out unfinished rather than empty, so
 * that nothing typed is taken for nothing.
 */
export function toE164(whole: TypedPhone, dialCodeOf: DialCodes, library: PhoneReader | null): string {
  const typed = { ...whole, national: firstNumber(plainDigits(whole.national)).number };
  const digits = digitsOf(typed.national);
  if (digits === '') return '';
  if (isInternational(typed.national))
    return withoutTrunkZero(`+${digits.replace(/^00/, '').slice(0, MAX_DIGITS)}`, library);
  // Knows trunk prefixes: 0532… in Türkiye and 8 912… in Russia lose theirs, Italy keeps its 0.
  const parsed =
    library?.isSupportedCountry(typed.countryId) === true
      ? library.parsePhoneNumberFromString(plainDigits(typed.national), typed.countryId as never)
      : undefined;
  const keepsZero = KEEP_ZERO.has(typed.countryId);
  if (parsed !== undefined && parsed.isPossible() && (keepsZero || !parsed.nationalNumber.startsWith('0')))
    return parsed.number;
  const rest = keepsZero ? digits : digits.replace(/^0+/, '');
  return rest === '' ? '' : `${dialCodeOf(typed.countryId)}${rest}`.slice(0, MAX_DIGITS + 1);
}

/** `+44 (0)20 …` and `+90 0532 …` name the zero that is dialled at home after the code that replaces it. */
function withoutTrunkZero(value: string, library: PhoneReader | null): string {
  const parsed = library?.parsePhoneNumberFromString(value);
  return parsed?.isPossible() === true && value === `+${parsed.countryCallingCode}0${parsed.nationalNumber}`
    ? parsed.number
    : value;
}
