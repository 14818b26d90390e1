/** What PostgreSQL can keep as it is, and what it cannot: NUL, half a surrogate pair, bottomless nesting. */
const MAX_DEPTH = 16;
/** Values inside one input, or one row: whoever sends more of them wants to keep the office busy. */
export const MAX_NODES = 4_000;
const UNSTORABLE_TEXT = /[\0\p{Surrogate}]/u;

/** How many values may still be looked at; shared by what belongs together. */
export type NodeBudget = { left: number };
export const nodeBudget = (): NodeBudget => ({ left: MAX_NODES });

/** Looks at no more values than `budget` allows: what has more counts as not storable. */
export function isStorable(value: unknown, depth = 0, budget: NodeBudget = nodeBudget()): boolean {
  budget.left -= 1;
  if (budget.left < 0) return false;
  if (typeof value === 'string') return !UNSTORABLE_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    if (value.length > budget.left) return false;
    for (const inner of value) if (!isStorable(inner, depth + 1, budget)) return false;
    return true;
  }
  for (const key in value) {
    if (UNSTORABLE_TEXT.test(key) || !isStorable((value as Record<string, unknown>)[key], depth + 1, budget))
      return false;
  }
  return true;
}

/**
 * The same value with what cannot be kept replaced: characters by the sign for an unreadable one, what lies too deep
 * or is too much by null. The very value where nothing was.
 */
export function toStorable(value: unknown, depth = 0, budget: NodeBudget = nodeBudget()): unknown {
  budget.left -= 1;
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH || budget.left < 0) return null;
  if (Array.isArray(value)) {
    if (value.length > budget.left) return null;
    const items = value.map((inner) => toStorable(inner, depth + 1, budget));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  const kept: [string, unknown][] = [];
  let isSame = true;
  for (const key in value) {
    if (budget.left <= 0) {
      isSame = false;
      break;
    }
    const given = (value as Record<string, unknown>)[key];
    const pair: [string, unknown] = [storableText(key), toStorable(given, depth + 1, budget)];
    isSame &&= pair[0] === key && pair[1] === given;
    kept.push(pair);
  }
  return isSame ? value : Object.fromEntries(kept);
}

/** Of one text. */
export const storableText = (text: string) =>
  UNSTORABLE_TEXT.test(text) ? text.replace(/[\0\p{Surrogate}]/gu, '\ufffd') : text;

/** At most so long. Of a sign that takes two places neither is left without the other. */
export const cutText = (text: string, longest: number): string =>
  text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
