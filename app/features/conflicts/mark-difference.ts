/** A piece of text and whether the other text lacks it. */
export type TextPiece = { readonly text: string; readonly differs: boolean };

/** Beyond this a person reads the texts anyway, and the comparison would take longer than that. */
const MAX_WORDS = 400;

/** `text` in pieces, those words marked that are not in `other` at the same place in the order of words. */
export function markDifference(text: string, other: string): TextPiece[] {
  const mine = text.split(/(\s+)/),
    theirs = other.split(/(\s+)/);
  if (text === '' || mine.length > MAX_WORDS || theirs.length > MAX_WORDS) return [{ text, differs: false }];
  // common[i][j]: how many pieces of mine from i on and theirs from j on can be paired in order.
  const common = Array.from({ length: mine.length + 1 }, () => new Uint16Array(theirs.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = mine.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1)
      (common[i] as Uint16Array)[j] =
        mine[i] === theirs[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pieces: { text: string; differs: boolean }[] = [];
  const add = (word: string, differs: boolean) => {
    const last = pieces.at(-1);
    if (last?.differs === differs) last.text += word;
    else pieces.push({ text: word, differs });
  };
  for (let i = 0, j = 0; i < mine.length;) {
    if (j < theirs.length && mine[i] === theirs[j]) {
      add(mine[i] ?? '', false);
      i += 1;
      j += 1;
    } else if (j < theirs.length && at(i, j + 1) >= at(i + 1, j)) j += 1;
    else {
      add(mine[i] ?? '', true);
      i += 1;
    }
  }
  return pieces;
}
