import { expect, it } from 'vitest';
import { csvOf } from '../../ui/csv';
import { compareTable, correctionsTable, tableOf, trendTables } from './report-tables';
import type { Report } from './report-words';

const both = (text: string) => ({ tr: text, en: text });
const measure = (text: string) => ({ unit: 'count', noun: 'customers', name: both(text), text: both('') });
const report = {
  month: '2026-08',
  definitions: { newCustomers: measure('Yeni müşteri'), conversion: measure('Kazanma oranı'), calls: measure('Arama') },
  groups: [],
} as unknown as Report;
const formats = {
  language: 'tr',
  month: (at: string) => `${at.slice(5, 7)}.${at.slice(0, 4)}`,
  dateTime: (at: string) => at.slice(0, 10),
} as never;
const t = ((key: string) => key) as never;

/** What a sheet of Turkish Excel holds: rows of fields, quotes taken off. */
const opened = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';').map((field) => field.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')));

it('takes the trend along, a table for each figure, with nothing that Excel runs', () => {
  const trend = {
    months: ['2026-07', '2026-08'],
    columns: ['newCustomers', 'conversion'],
    rows: [
      {
        id: 'all',
        name: both('Tümü'),
        cells: [
          { newCustomers: 3, conversion: 12.5 },
          { newCustomers: 0, conversion: null },
        ],
      },
      { id: 'x', name: both('=HYPERLINK("http://kotu")'), cells: [{ newCustomers: 1 }, { newCustomers: 0 }] },
    ],
  } as never;
  const [counts, rates, ...more] = trendTables(report, trend, formats, 'Ad');
  expect(more).toEqual([]);
  expect([counts?.id, counts?.name, rates?.name]).toEqual(['newCustomers', 'Yeni müşteri', 'Kazanma oranı']);
  expect(opened(csvOf(counts?.rows ?? []))).toEqual([
    ['Ad', '07.2026', '08.2026'],
    ['Tümü', '3', '0'],
    [`'=HYPERLINK("http://kotu")`, '1', '0'],
  ]);
  expect(opened(csvOf(rates?.rows ?? []))[1]).toEqual(['Tümü', '12,5', '']);
});

it('takes a comparison along, with what is too little to say', () => {
  const lines = [
    { column: 'calls', values: [12, 7], tooFew: [false, false], difference: 5 },
    { column: 'conversion', values: [null, 33.3], tooFew: [true, false], difference: null },
  ] as never;
  const heads = ['Gösterge', 'Ağustos 2026 · @SUM(1)', '-Temmuz', 'Fark'];
  const { rows } = compareTable(report, lines, 'tr', { name: 'Karşılaştırma', heads, tooFew: 'çok az' });
  expect(opened(csvOf(rows))).toEqual([
    ['Gösterge', 'Ağustos 2026 · @SUM(1)', `'-Temmuz`, 'Fark'],
    ['Arama', '12', '7', '5'],
    ['Kazanma oranı', 'çok az', '33,3', ''],
  ]);
});

it('takes along what came in after closing', () => {
  const line = {
    measure: 'calls',
    subjectId: 'a',
    memberName: '+90 Ayşe',
    foundAt: '2026-09-03T08:00:00.000Z',
    change: -1,
  };
  const { rows } = correctionsTable(report, [line as never], formats, t);
  expect(opened(csvOf(rows)).slice(1)).toEqual([['Arama', '-1', `'+90 Ayşe`, '2026-09-03']]);
});

const words = {
  ...{ figure: 'Gösterge', thisMonth: 'Bu ay', lastMonth: 'Geçen ay', lastYear: 'Geçen yıl', tooFew: 'çok az' },
  targetOf: (figure: string) => `${figure} · hedef`,
};

it('has a table for every group, with targets where there are any', () => {
  const group = {
    ...{ id: 'agents', name: both('Danışman'), columns: ['newCustomers', 'conversion'] },
    rows: [
      {
        ...{ id: 'a', name: both('Ada'), cells: { newCustomers: 2, conversion: null } },
        ...{ tooFew: ['conversion'], targets: { newCustomers: 4 } },
      },
      { id: 'b', name: both('Brian'), cells: { newCustomers: 0, conversion: null }, tooFew: [] },
    ],
  } as never;
  expect(tableOf(report, group, 'tr', words).rows).toEqual([
    ['Danışman', 'Yeni müşteri', 'Yeni müşteri · hedef', 'Kazanma oranı'],
    ['Ada', 2, 4, 'çok az'],
    ['Brian', 0, null, null],
  ]);
});

it('has a row for the target of a figure of everybody', () => {
  const group = {
    ...{ id: 'summary', name: both('Özet'), columns: ['newCustomers', 'conversion'] },
    rows: [{ id: 'all', cells: { newCustomers: 2 }, tooFew: ['conversion'], targets: { newCustomers: 4 } }],
  } as never;
  const before = { ...report, lastMonth: { month: '2026-07', cells: { newCustomers: 3 } }, lastYear: null } as never;
  expect(tableOf(before, group, 'tr', words).rows).toEqual([
    ['Gösterge', 'Bu ay', 'Geçen ay', 'Geçen yıl'],
    ['Yeni müşteri', 2, 3, null],
    ['Yeni müşteri · hedef', 4],
    ['Kazanma oranı', 'çok az', null, null],
  ]);
});
