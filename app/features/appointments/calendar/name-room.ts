/** How much room a name takes before it is drawn, so that columns are wide enough for the names that stand in them. */

const [NARROW, WIDE] = [/[ıiljtfrIİ.'’|]/u, /[mwMWŞÇÖĞÜQO@—]/u];
const [NARROW_SHARE, WIDE_SHARE] = [0.56, 1.4];
const SPACE_SHARE = 0.42;
/** Longer ones break inside: a column is not made wider for one word than a third of a tablet held upright. */
const LONGEST_WORD = 20;

/** A letter of usual width, in pixels: Inter at --text-caption medium and bold, and at --text-small bold. */
export const CAPTION_LETTER_PX = 7.1;
export const BOLD_CAPTION_LETTER_PX = 7.4;
export const BOLD_LETTER_PX = 8.1;

/** What never breaks: words, and the parts of double names, whose hyphen stays at the end of its line. */
function partsOf(name: string): { readonly letters: number; readonly follows: number }[] {
  return name
    .trim()
    .split(/\s+/u)
    .flatMap((word) => {
      const parts = word.split('-');
      return parts.map((part, at) => ({
        letters: Math.min(LONGEST_WORD, lettersOf(at < parts.length - 1 ? `${part}-` : part)),
        follows: at === 0 ? SPACE_SHARE : 0,
      }));
    });
}

function lettersOf(word: string): number {
  let sum = 0;
  for (const letter of word) sum += NARROW.test(letter) ? NARROW_SHARE : WIDE.test(letter) ? WIDE_SHARE : 1;
  return sum;
}

/**
 * The least width in which a name stands on at most `lines` lines, no word of it broken.
 * @param letterPx width of a usual letter
 * @param beforePx what stands before it on its first line
 * @returns pixels
 */
export function roomFor(name: string, lines: number, letterPx: number, beforePx = 0): number {
  const parts = partsOf(name).map(({ letters, follows }) => ({ px: letters * letterPx, gapPx: follows * letterPx }));
  // What lines can be wide: any run of words.
  const widths = parts
    .flatMap((_, from) => {
      let px = from === 0 ? beforePx : 0;
      return parts.slice(from).map((part, at) => (px += part.px + (at === 0 ? 0 : part.gapPx)));
    })
    .sort((a, b) => a - b);
  return Math.ceil(widths.find((px) => linesIn(px, parts, beforePx) <= lines) ?? 0);
}

/** As a browser wraps: a word that does not fit begins a line. */
function linesIn(widthPx: number, parts: readonly { px: number; gapPx: number }[], beforePx: number): number {
  let lines = 1;
  let reachedPx = beforePx;
  let isFirst = true;
  for (const { px, gapPx } of parts) {
    const nextPx = reachedPx + (isFirst ? 0 : gapPx) + px;
    if (nextPx > widthPx && isFirst) return Infinity;
    if (nextPx > widthPx && px > widthPx) return Infinity;
    if (nextPx > widthPx) lines += 1;
    reachedPx = nextPx > widthPx ? px : nextPx;
    isFirst = false;
  }
  return lines;
}

/** First name and the first letter of the last one, where a line has no room for more: 'Zeynep Y.' */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/u);
  const [first, last] = [words[0] ?? '', words.length > 1 ? words.at(-1)! : ''];
  return last === '' ? first : `${first} ${[...last][0]!.toLocaleUpperCase('tr')}.`;
}
