/** What stands beside a number in a pasted text: a second number, or the extension behind a switchboard. */
export type BesideNumber = 'several' | 'extension';

const EXTENSION = /[\s,;]*(?:ext(?:ension)?\.?|dah[iİı]l[iİı]|dah\.|x|#)\s*[:.]?\s*\d{1,7}\s*$/iu;
const BETWEEN = /[/;,|&\n]|\s(?:veya|ya da|ve|or|and)\s/iu;
/** A plus, or a zero after a blank, begins a number anew where one is complete already. */
const ANEW = /\s*(?=\+)|\s+(?=0)/u;
const SHORTEST = 6;
const LONGEST = 15;
/** More than anybody types by mistake into one number: two of them, with nothing that says where the second begins. */
const TWO_AT_LEAST = 20;

const count = (text: string) => text.replace(/\D/g, '').length;

/** More than any two numbers take. Nothing is looked at behind it: the patterns' steps grow faster than the text. */
export const LONGEST_TYPED_PHONE = 200;

/**
 * The number a text is about: the first, where several were pasted, without an extension. Nothing is put together of
 * two numbers, and no extension becomes digits of one.
 */
export function firstNumber(typed: string): { readonly number: string; readonly beside: BesideNumber | null } {
  const text = typed.slice(0, LONGEST_TYPED_PHONE);
  const bare = text.replace(EXTENSION, '');
  const isExtended = bare !== text && count(bare) >= SHORTEST;
  const whole = isExtended ? bare : text;
  const [first = '', ...rest] = whole.split(BETWEEN);
  if (count(first) >= SHORTEST && rest.some((part) => count(part) > 0)) return { number: first, beside: 'several' };
  if (count(whole) > LONGEST) {
    const parts = whole.trimStart().split(ANEW);
    for (let from = 1; from < parts.length; from += 1) {
      const [head, tail] = [parts.slice(0, from).join(' '), parts.slice(from).join(' ')];
      if (count(head) > SHORTEST && count(tail) > SHORTEST && count(head) <= LONGEST)
        return { number: head, beside: 'several' };
    }
    if (count(whole) >= TWO_AT_LEAST) return { number: firstHalf(whole), beside: 'several' };
  }
  return { number: whole, beside: isExtended ? 'extension' : null };
}

/** Up to the blank that is nearest to the middle, or to the middle where there is none. */
function firstHalf(text: string): string {
  const half = Math.min(LONGEST, Math.ceil(count(text) / 2));
  const words = text.trim().split(/\s+/);
  const heads = words.slice(1).map((_, at) => words.slice(0, at + 1).join(' '));
  const distance = (head: string) => Math.abs(count(head) - half);
  const [nearest] = heads.filter((head) => count(head) <= LONGEST).sort((a, b) => distance(a) - distance(b));
  if (nearest !== undefined && count(nearest) >= SHORTEST) return nearest;
  let [digits, end] = [0, 0];
  for (; digits < half; end += 1) if (/\d/.test(text[end] ?? '')) digits += 1;
  return text.slice(0, end);
}
