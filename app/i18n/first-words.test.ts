/** What is loaded before the first rows says the first words alone; whatever it loads lazily comes with the others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { isFirstWord } from './first-words';

const APP = join(import.meta.dirname, '..');
const MESSAGES = join(import.meta.dirname, 'messages');
const FIRST_SCREEN = [
  'entry.client.tsx',
  'root.tsx',
  'routes/_app.tsx',
  'routes/_app.customers.tsx',
  'routes/_app.customers._index.tsx',
].map((name) => join(APP, name));
/** What other screens call a record or a setting: they ask, and they have all words. */
const SAID_ELSEWHERE =
  /\.record\.tsx$|\/records\/|\/setting-words\.ts$|\/reminder-choices\.ts$|\/interaction-words\.tsx$/;
/** Codes are said where something was refused, by screens that write. */
const DYNAMIC_ELSEWHERE = ['error.'];

const KEYS = readdirSync(MESSAGES)
  .filter((name) => name.endsWith('.tr.json'))
  .flatMap((name) => Object.keys(JSON.parse(readFileSync(join(MESSAGES, name), 'utf8')) as object));

const source = (file: string) => readFileSync(file, 'utf8');
const fileOf = (from: string, imported: string): string[] =>
  ['.tsx', '.ts'].map((ending) => join(dirname(from), imported) + ending).filter(existsSync);
/** Of types nothing is left in a build. */
const importsOf = (file: string): string[] =>
  [...source(file).matchAll(/^(?:import|export)(?! type)[^;]*?from '(\.[^']+)';/gm)].flatMap(([, imported = '']) =>
    fileOf(file, imported),
  );

function closure(roots: readonly string[]): string[] {
  const seen = new Set(roots);
  for (const file of seen) for (const next of importsOf(file)) if (next.startsWith(APP)) seen.add(next);
  return [...seen];
}

/** Keys that a file spells out, and the beginnings of those it puts together. */
function saidIn(file: string): string[] {
  if (SAID_ELSEWHERE.test(file)) return [];
  return [...source(file).matchAll(/['`]([a-z][A-Za-z]*\.[A-Za-z0-9_.]*)(['`]|\$\{)/g)]
    .filter(([, said = '', end]) => (end === '${' ? KEYS.some((key) => key.startsWith(said)) : KEYS.includes(said)))
    .map(([, said = '']) => said)
    .filter((said) => !DYNAMIC_ELSEWHERE.includes(said));
}
const otherWords = (files: readonly string[]) =>
  files.flatMap((file) =>
    saidIn(file)
      .filter((key) => !isFirstWord(key))
      .map((key) => `${relative(APP, file)}: ${key}`),
  );

const loadedFirst = closure(FIRST_SCREEN);

test('what is there before the first rows says the first words alone', () => {
  expect(loadedFirst.map((file) => relative(APP, file))).toContain(
    join('features', 'customers', 'list', 'customer-row.tsx'),
  );
  expect(otherWords(loadedFirst)).toEqual([]);
});

test('what it loads lazily waits for the other words where it says them', () => {
  const alone = loadedFirst
    .filter((file) => !SAID_ELSEWHERE.test(file))
    .flatMap((file) =>
      [...source(file).matchAll(/lazy\(\(\) => import\('([^']+)'\)\)/g)].map(([, imported = '']) => ({
        file,
        imported,
      })),
    );
  const talking = alone.filter(({ file, imported }) => otherWords(closure(fileOf(file, imported))).length > 0);
  expect(talking.map(({ file, imported }) => `${relative(APP, file)}: ${imported}`)).toEqual([]);
});
