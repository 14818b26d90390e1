import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { compileMessage } from '../../i18n/compile-messages.vite';
import en from '../../i18n/dictionary-en';
import tr from '../../i18n/dictionary-tr';
import type { Text } from '../../i18n/use-text';
import { whyNotTaken } from './use-not-taken';

const wordsOf = (locale: 'tr' | 'en'): Text => {
  const all = Object.entries((locale === 'tr' ? tr : en) as Record<string, string>);
  const messages = Object.fromEntries(all.map(([key, text]) => [key, compileMessage(text)])) as Record<string, string>;
  const intl = createIntl({ locale, messages });
  return (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
};
const headers = ['E-posta', 'Not', 'Danışman', 'Aşama'];
const why = (locale: 'tr' | 'en', cells: string[], ...problems: { column: number; code: string }[]) =>
  whyNotTaken(
    { outcome: 'cannot', reason: 'badCells', problems, cells } as unknown as Parameters<typeof whyNotTaken>[0],
    wordsOf(locale),
    (at) => headers[at] ?? '',
  );

test('what cannot be read is said with what stands in the cell, as one sentence', () => {
  const cells = ['ayse@', '', ' Kemal\n Bey '];
  const problems = [
    { column: 0, code: 'email' },
    { column: 2, code: 'owner' },
  ];
  expect(why('en', cells, ...problems)).toBe(
    'E-posta: “ayse@” is no valid e-mail address. Danışman: “Kemal Bey” is no agent’s name or address.',
  );
  expect(why('tr', cells, ...problems)).toBe(
    'E-posta: “ayse@” geçerli bir e-posta adresi değil. ' +
      'Danışman: “Kemal Bey” bir danışmanın adı ya da e-posta adresi değil.',
  );
  expect(why('tr', ['', '', '', 'Sıcak'], { column: 3, code: 'stage' })).toBe(
    'Aşama: “Sıcak” bu ofisin aşamalarından biri değil.',
  );
  expect(why('en', ['', 'x'.repeat(5_000)], { column: 1, code: 'tooLong' })).toBe(
    `Not: “${'x'.repeat(60)}…” is too long for this field.`,
  );
});

test('a row that is left out whole says so alone', () => {
  const row = { outcome: 'leftOut', reason: '', problems: [], cells: ['a'] } as const;
  expect(whyNotTaken(row as Parameters<typeof whyNotTaken>[0], wordsOf('en'), () => '')).toBe('Left out');
});
