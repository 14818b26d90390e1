/**
 * Text that two devices must fold and order alike, whatever locale they run in.
 */

/**
 * Folds for searching: lower case, no marks, Turkish and neighbouring letters to their base letters.
 * `foldText('Işık')` and `foldText('isik')` are both `isik`.
 */
export function foldText(value: string): string {
  if (PLAIN.test(value)) return value.toLowerCase();
  return value
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[ıłøđðþßæœə]/g, (letter) => FOLDED[letter] ?? letter);
}
/** Has no marks and no letters but those of English. */
const PLAIN = /^[\t\n\r -~]*$/;
const FOLDED: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'e',
};

const ALPHABET = 'abcçdefgğhıijklmnoöpqrsştuüvwxyz';
const ORDER = new Map([...ALPHABET].map((letter, at) => [letter, String.fromCharCode(0x61 + at)]));

/**
 * A key whose order by code unit is the order of the Turkish alphabet (c ç d … g ğ h ı i), letters of other languages
 * beside their base letter, case ignored. Stored beside documents so that a plain index sorts names.
 */
export function turkishSortKey(value: string): string {
  let key = '';
  for (const letter of value.normalize('NFC').replace(/I/g, 'ı').replace(/İ/g, 'i').toLowerCase()) {
    key += ORDER.get(letter) ?? [...foldText(letter)].map((base) => ORDER.get(base) ?? base).join('');
  }
  return key.slice(0, 80);
}
