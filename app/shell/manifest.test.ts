import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MANIFESTS } from './use-manifest';

type Manifest = {
  lang: string;
  id: string;
  description: string;
  shortcuts: { name: string }[];
  screenshots: { label: string }[];
};
const read = (address: string) =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../../public${address}`, 'utf8')) as Manifest;
const wordsOf = ({ description, shortcuts, screenshots }: Manifest) => [
  description,
  ...shortcuts.map(({ name }) => name),
  ...screenshots.map(({ label }) => label),
];
const withoutWords = (manifest: Manifest) => ({
  ...manifest,
  lang: '',
  description: '',
  shortcuts: manifest.shortcuts.map((one) => ({ ...one, name: '' })),
  screenshots: manifest.screenshots.map((one) => ({ ...one, label: '' })),
});

test('the installed application is the same in both languages, and every word of it is translated', () => {
  const [tr, en] = [read(MANIFESTS.tr), read(MANIFESTS.en)];
  expect([tr.lang, en.lang]).toEqual(['tr', 'en']);
  expect(withoutWords(en)).toEqual(withoutWords(tr));
  wordsOf(tr).forEach((word, at) => expect(wordsOf(en)[at]).not.toBe(word));
});
