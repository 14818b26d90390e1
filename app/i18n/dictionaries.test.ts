import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../sync/errors';
import { DYNAMIC_KEYS } from './dynamic-keys';

const APP = join(import.meta.dirname, '..');
const MESSAGES = join(import.meta.dirname, 'messages');

function dictionary(language: 'tr' | 'en'): Map<string, string> {
  const entries = readdirSync(MESSAGES)
    .filter((name) => name.endsWith(`.${language}.json`))
    .flatMap((name) => {
      const file = readFileSync(join(MESSAGES, name), 'utf8');
      const texts = Object.entries(JSON.parse(file) as Record<string, string>);
      // JSON takes the second of two alike without a word.
      if ((file.match(/(?:^|[{,]) *"[^"]+":/gm)?.length ?? 0) !== texts.length)
        throw new Error(`A key appears twice in ${name}`);
      return texts.map(([key, text]) => ({ key, text, feature: name.split('.')[0] ?? '' }));
    });
  for (const { key, feature } of entries)
    if (!key.startsWith(`${feature}.`)) throw new Error(`${key} does not belong into ${feature}.${language}.json`);
  if (new Set(entries.map(({ key }) => key)).size !== entries.length)
    throw new Error(`A key appears twice in ${language}`);
  return new Map(entries.map(({ key, text }) => [key, text]));
}

/** The arguments of a message and how they are used, whatever the order: "count:plural", "name". */
function argumentsOf(text: string): string[] {
  const found = new Set<string>();
  const visit = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      if (element.type === TYPE.tag) {
        found.add(`<${element.value}>`);
        visit(element.children);
        continue;
      }
      found.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(text));
  return [...found].sort();
}

function sources(): { path: string; text: string }[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith('e2e'))
    .map((path) => ({ path, text: readFileSync(join(APP, path), 'utf8') }));
}

const tr = dictionary('tr');
const en = dictionary('en');
const code = sources();
const isDynamic = (key: string) => DYNAMIC_KEYS.some((prefix) => key.startsWith(prefix));

describe('dictionaries', () => {
  test('both languages have the same keys', () => {
    expect([...tr.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test('both languages take the same arguments', () => {
    const different = [...tr]
      .filter(([key, text]) => argumentsOf(text).join() !== argumentsOf(en.get(key) ?? '').join())
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  test('no text is empty', () => {
    expect([...tr, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  test('every text is used by the application', () => {
    const all = code.map(({ text }) => text).join('\n');
    expect([...tr.keys()].filter((key) => !isDynamic(key) && !all.includes(`'${key}'`))).toEqual([]);
  });

  test('every text the application names exists', () => {
    const missing = code
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\bt\('([a-z][A-Za-z]*\.[A-Za-z0-9_.]+)'/g)].map((match) => ({ path, key: match[1] ?? '' })),
      )
      .filter(({ key }) => !tr.has(key))
      .map(({ path, key }) => `${path}: ${key}`);
    expect(missing).toEqual([]);
  });

  test('every error code has words', () => {
    expect(ERROR_CODES.filter((errorCode) => !tr.has(`error.${errorCode}`))).toEqual([]);
  });
});
