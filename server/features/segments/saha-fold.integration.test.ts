/** Folding in SQL is folding on the device: a segment by name finds the same people on both ends. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldText } from '../../../sync/rules/turkish-text';
import { createTestDatabase, type TestDatabase } from '../../test/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function differing(texts: readonly string[]): Promise<string[]> {
  const { rows } = await database.pool.query<{ folded: string }>(
    'SELECT saha_fold(x) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS t(x, at) ORDER BY at',
    [texts],
  );
  return texts.filter((text, at) => rows[at]?.folded !== foldText(text));
}

/** Blocks that have stood for years: a database knows no letter that is younger than itself. */
const BLOCKS = [
  [0x1, 0x1c7f],
  [0x1d00, 0x2bff],
  [0xf900, 0xffef],
  [0x1d400, 0x1d7ff],
] as const;
function alphabet(): string[] {
  const letters = BLOCKS.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
  );
  return letters.filter((letter) => /^[\p{L}\p{M}\p{N}\p{S}\p{P}\p{Z}\p{Cc}]$/u.test(letter));
}

it('of every letter there is', async () => {
  const letters = alphabet();
  expect(letters.length).toBeGreaterThan(10_000);
  expect(await differing(letters)).toEqual([]);
});

it('of letters that change by what stands beside them', async () => {
  const hostile = [
    ...'iIıİşŞğĞçÇöÖüÜâÂîÎûÛßẞæÆœŒøØđĐłŁəƏþÞðÐσΣςǅﬁﬃ½²①Åµſ',
    '\u0307',
    '\u0130',
    '\u0345',
    '\u0323',
    ' ',
    "'",
    '%',
    '_',
    '\\',
    '👩‍👧',
    'क्षि',
  ];
  const texts = fc.sample(fc.string({ unit: fc.constantFrom(...hostile), maxLength: 12 }), {
    numRuns: 5_000,
    seed: 18,
  });
  expect(await differing(texts)).toEqual([]);
  expect(await differing(['ΟΔΥΣΣΕΥΣ', 'ΟΔΟΣ ΣΑΣ', 'IŞIK', 'İstanbul', 'DİYARBAKIR'])).toEqual([]);
});
