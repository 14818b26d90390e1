import { expect, it } from 'vitest';
import { sidesOf } from './compare-sides';
import type { Report } from './report-words';

const words = (text: string) => ({
  unit: 'count',
  noun: 'customers',
  name: { tr: text, en: text },
  text: { tr: text, en: text },
});
const report = (month: string, calls: number, meaning: string) =>
  ({
    month,
    definitions: { calls: words('Calls'), won: words(meaning), conversion: words('Rate') },
    groups: [
      {
        id: 'summary',
        columns: ['calls', 'won', 'conversion'],
        rows: [{ id: 'all', cells: { calls, won: 2, conversion: null }, tooFew: ['conversion'] }],
      },
      { id: 'agents', columns: ['won'], rows: [{ id: 'ada', cells: { won: 2 }, tooFew: [] }] },
    ],
  }) as unknown as Report;

const ALL = { group: 'summary', row: 'all' };

it('compares what means the same, and says what is too little to say', () => {
  const lines = sidesOf(report('2026-08', 12, 'Won'), 'all', report('2026-07', 7, 'Won otherwise'), 'all');
  expect(lines).toEqual([
    { column: 'calls', values: [12, 7], places: [ALL, ALL], tooFew: [false, false], difference: 5 },
    { column: 'conversion', values: [null, null], places: [ALL, ALL], tooFew: [true, true], difference: null },
  ]);
});

it('compares an agent with another, or with everybody', () => {
  expect(sidesOf(report('2026-08', 1, 'Won'), 'ada', report('2026-07', 1, 'Won'), 'all')).toEqual([
    {
      column: 'won',
      values: [2, 2],
      places: [{ group: 'agents', row: 'ada' }, ALL],
      tooFew: [false, false],
      difference: 0,
    },
  ]);
});
