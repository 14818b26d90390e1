import * as z from 'zod/mini';

/**
 * Text of one form: at most `maxLength` UTF-16 units, and only then looked at by `pattern`. A pattern that looks at a
 * text of any length is a way to keep the office busy, and one whose steps grow faster than the text is one even so:
 * patterns.test.ts holds every pattern of this folder to a number of steps that grows with the text.
 */
export function matching(pattern: RegExp, maxLength: number) {
  return z.string().check(z.maxLength(maxLength, { abort: true }), z.regex(pattern));
}
