/** What PostgreSQL can keep as it is, and what it cannot: NUL, half a surrogate pair, bottomless nesting. */
const MAX_DEPTH = 16;
const UNSTORABLE_TEXT = /[\0\p{Surrogate}]/u;

export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !UNSTORABLE_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Object.entries(value).every(([key, inner]) => isStorable(key, depth) && isStorable(inner, depth + 1));
}

/**
 * The same value with what cannot be kept replaced: characters by the sign for an unreadable one, what lies too deep by
 * null.
 */
export function toStorable(value: unknown, depth = 0): unknown {
  if (isStorable(value, depth)) return value;
  if (typeof value === 'string') return value.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((inner) => toStorable(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [toStorable(key), toStorable(inner, depth + 1)]),
  );
}
