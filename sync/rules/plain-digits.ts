/**
 * Numbers as people type and paste them: keyboards of other scripts have digits of their own, and what is copied from a
 * contact card carries invisible marks.
 */

/** The same text with every script's decimal digits as 0–9, full-width signs as plain ones and no invisible marks. */
export function plainDigits(text: string): string {
  // Nothing to do for what is ASCII already, as nearly everything is.
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) as number)))
    .replace(/\p{Cf}/gu, '');
}

/** Unicode keeps the ten digits of a script in a row, so a digit is worth how many of its row stand before it. */
function digitValue(codePoint: number): number {
  let before = 0;
  while (before < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before;
}
