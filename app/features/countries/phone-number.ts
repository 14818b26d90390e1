/**
 * A telephone number as it is typed, next to the country it is typed in. Metadata ages in an app that is offline for
 * weeks, so it only formats and warns; it never keeps anybody from saving a number.
 */
import type * as minimalLibrary from 'libphonenumber-js/min';
import { digitsOf, isInternational, toE164, type DialCodes, type TypedPhone } from '../../../sync/rules/phone-e164';
import { firstNumber } from '../../../sync/rules/phone-parts';
import { plainDigits } from '../../../sync/rules/plain-digits';

export { isInternational, toE164, type TypedPhone } from '../../../sync/rules/phone-e164';
export type PhoneLibrary = typeof minimalLibrary;
type CountryCode = minimalLibrary.CountryCode;

export type PhoneDoubt = 'length' | 'range';

function known(library: PhoneLibrary | null, countryId: string): CountryCode | undefined {
  return library?.isSupportedCountry(countryId) === true ? (countryId as CountryCode) : undefined;
}

/** Country and national part of an E.164 number. `fallbackId` is kept where several countries share the dial code. */
export function fromE164(
  value: string,
  fallbackId: string,
  countryIds: readonly string[],
  dialCodeOf: DialCodes,
  library: PhoneLibrary | null,
): TypedPhone {
  if (value === '') return { countryId: fallbackId, national: '' };
  const parsedCountry = library?.parsePhoneNumberFromString(value)?.country;
  const sharing = countryIds.filter((id) => dialCodeOf(id) !== '' && value.startsWith(dialCodeOf(id)));
  const longest = Math.max(0, ...sharing.map((id) => dialCodeOf(id).length));
  const candidates = sharing.filter((id) => dialCodeOf(id).length === longest);
  const countryId = parsedCountry ?? (candidates.includes(fallbackId) ? fallbackId : candidates[0]);
  if (countryId === undefined) return { countryId: fallbackId, national: value };
  const typed = {
    countryId,
    national: formatNational({ countryId, national: value.slice(dialCodeOf(countryId).length) }, dialCodeOf, library),
  };
  // A few islands rewrite what looks like their numbers: such a value is shown whole, so that reading it changes
  // nothing.
  return toE164(typed, dialCodeOf, library) === value ? typed : { countryId, national: value };
}

/** Groups the digits as the country does: 532 123 45 67. Numbers with their own country code are left as typed. */
export function formatNational(typed: TypedPhone, dialCodeOf: DialCodes, library: PhoneLibrary | null): string {
  const country = known(library, typed.countryId);
  const dialCode = dialCodeOf(typed.countryId);
  const digits = digitsOf(typed.national);
  // Two numbers, or one with its extension, are not the digits of one.
  if (firstNumber(plainDigits(typed.national)).beside !== null) return typed.national;
  if (library === null || country === undefined || digits === '' || isInternational(typed.national))
    return typed.national.trimStart();
  const hasTrunkPrefix =
    digits.startsWith('0') && digitsOf(toE164(typed, dialCodeOf, library)) !== `${digitsOf(dialCode)}${digits}`;
  if (hasTrunkPrefix) return new library.AsYouType(country).input(digits);
  const formatted = new library.AsYouType().input(`${dialCode}${digits}`);
  return formatted.startsWith(dialCode) ? formatted.slice(dialCode.length).trim() : typed.national;
}

/** Why a number may be mistyped; null when nothing speaks against it or nothing is known. */
export function doubtAbout(value: string, library: PhoneLibrary | null): PhoneDoubt | null {
  if (value === '' || library === null) return null;
  const parsed = library.parsePhoneNumberFromString(value);
  if (parsed === undefined || !parsed.isPossible()) return 'length';
  return parsed.isValid() ? null : 'range';
}
