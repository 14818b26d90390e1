import { plainDigits } from '../../../sync/rules/plain-digits';
import { foldText } from '../../../sync/rules/turkish-text';

/** A letter, a digit, or the beginning of a domain. */
const SAYS_SOMETHING = /[\p{L}\p{N}@]/u;

/**
 * What a person typed, as words that must all match; what is nothing but signs is none. Digits that stand side by side
 * are parts of one phone number, in whatever script: "Ayşe ٧٦٥ 43 21" gives Ayşe and "765 43 21".
 */
export function searchWords(typed: string): string[] {
  const words: string[] = [];
  let wasPhone = false;
  for (const word of plainDigits(typed)
    .split(/\s+/)
    .filter((part) => SAYS_SOMETHING.test(part))) {
    const isPhone = /^\+?[\d()\-./]+$/.test(word);
    if (isPhone && wasPhone && !word.startsWith('+')) words[words.length - 1] += ` ${word}`;
    else words.push(word);
    wasPhone = isPhone;
  }
  return words;
}

/** foldText, for which plain letters need no Unicode tables. */
export function fold(text: string): string {
  // eslint-disable-next-line no-restricted-syntax -- ASCII has one lower case, in every locale
  return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : foldText(text);
}

/**
 * Names and cities repeat; their pieces are made once. Emptied before a hostile list of names could fill the memory.
 */
const KNOWN = new Map<string, readonly string[]>();
const MAX_KNOWN = 20_000;

/** Folded runs of letters and digits: "Ayşe-Nur O'Brien" gives ayse, nur, o, brien. */
export function piecesOf(text: string): readonly string[] {
  let pieces = KNOWN.get(text);
  if (pieces === undefined) {
    pieces = fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((piece) => piece !== '');
    if (KNOWN.size >= MAX_KNOWN) KNOWN.clear();
    KNOWN.set(text, pieces);
  }
  return pieces;
}
