/** The short form of `npm run prove -- imports`. */
import { expect, inject, it } from 'vitest';
import { IMPORT_BREAKAGES, type ImportBreakage } from './imports/import-breakage';
import { runImports } from './imports/run-imports';
import { inTurn } from './in-turn';

const prove = (seed: number, files: number, breakage: ImportBreakage | null = null) =>
  runImports({
    databaseUrl: inject('testServerUrl'),
    ...{ seed, files, rows: 50, suppressed: 30, breakage },
    say: () => undefined,
  });

it('of a file every row is accounted for, as it was shown and once', { timeout: 120_000 }, async () => {
  const { problems, counts } = await prove(3, 6);
  expect(problems).toEqual([]);
  const seen = ['new', 'joined', 'changed', 'same', 'decide', 'cannot', 'phoneOnly', 'deaths', 'changedMeanwhile'];
  for (const name of [...seen, 'reverts', 'removed', 'restored', 'kept', 'broughtAgain', 'decidedAtOnce'])
    expect(counts[name] ?? 0, `${name} of ${JSON.stringify(counts)}`).toBeGreaterThan(0);
  expect(counts['mailable']).toBe(0);
});

it.each(inTurn(IMPORT_BREAKAGES))('notices %s', { timeout: 120_000 }, async (breakage) => {
  const { problems } = await prove(5, breakage === 'gives-consent' ? 0 : 2, breakage);
  expect(problems.length).toBeGreaterThan(0);
});
