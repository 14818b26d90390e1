import { foldText } from '../../../../sync/rules/turkish-text';

const MAX_LENGTH = 28;

/**
 * The id of a new thing, made of its name: builds that do not know it show the id. Whoever else makes one of that name
 * without knowing of it makes the same; `taken` are those that are there.
 */
export function newSubject(name: string, taken: Iterable<string>): string {
  const words = foldText(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '');
  const base = words === '' ? 'x' : words;
  const known = new Set(taken);
  let subject = base;
  for (let count = 2; known.has(subject); count += 1) subject = `${base}-${count}`;
  return subject;
}
