/**
 * Long texts in the list of changes. What stood before a change is kept whole, so that it can be put in place again;
 * what came of it stands in the record, or before the next change, and is cut here, with a mark that says so.
 */
export const MAX_AUDITED_CHARACTERS = 2_000;
export const CUT_MARK = ' […]';

/** Half a character is none: PostgreSQL would refuse it. */
const wholeCharacters = (text: string) => text.slice(0, MAX_AUDITED_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');

/** A value as it is read in the list, and as the list holds what came of a change. */
export const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > MAX_AUDITED_CHARACTERS ? `${wholeCharacters(value)}${CUT_MARK}` : value;

/** Not the whole value: the list once cut what stood before a change as well. */
export const isCut = (value: unknown): boolean => typeof value === 'string' && value.endsWith(CUT_MARK);
