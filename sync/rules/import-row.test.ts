import { describe, expect, it } from 'vitest';
import type { ImportTarget } from './import';
import { readRow, SOURCE_WORDS, type RowWords } from './import-row';

const WORDS: RowWords = {
  countries: new Map([
    ['turkiye', 'TR'],
    ['almanya', 'DE'],
    ['germany', 'DE'],
  ]),
  stages: new Map([['ulasildi', 'contacted']]),
  labels: new Map([
    ['onemli kisi', 'vip'],
    ['burs', 'burs'],
  ]),
  sources: SOURCE_WORDS,
  owners: new Map([
    ['ben@x.co', { id: 'me', isAllowed: true }],
    ['öteki@x.co', { id: 'other', isAllowed: false }],
  ]),
  readPhone: (typed) => (/^\d+$/.test(typed) ? { phone: `+90${typed}`, isDoubtful: typed.length < 10 } : null),
};
const read = (row: Partial<Record<ImportTarget, string>>) =>
  readRow(Object.values(row), Object.keys(row) as ImportTarget[], WORDS);

describe('a row', () => {
  it('is read by words in either language, whatever letters they are written in', () => {
    const { values, problems } = read({
      countryId: 'ALMANYA',
      stage: 'Ulaşıldı',
      labels: 'Önemli kişi; BURS',
      source: 'Şubeye gelen',
      language: 'İngilizce',
      ownerId: 'BEN@x.co',
    });
    expect(problems).toEqual([]);
    expect(values).toEqual({
      countryId: 'DE',
      stage: 'contacted',
      labels: 'burs vip',
      source: 'walk_in',
      language: 'en',
      ownerId: 'me',
    });
  });

  it('says of each cell what is wrong with it, and nothing of columns that are not taken', () => {
    const columns: (ImportTarget | null)[] = ['email', null, 'phone', 'stage', 'labels', 'ownerId', 'firstName'];
    const cells = ['a@b', 'ne olsa', 'yok', 'uçan', 'burs, yeni', 'Öteki@X.co', 'x'.repeat(81)];
    expect(readRow(cells, columns, WORDS).problems.map(({ column, code }) => [column, code])).toEqual([
      [0, 'email'],
      [2, 'phone'],
      [3, 'stage'],
      [4, 'label'],
      [5, 'ownerForeign'],
      [6, 'tooLong'],
    ]);
  });

  it('is one line but where lines mean something, and composed', () => {
    const { values } = read({ city: ' Kadıköy \n İstanbul', notes: ' bir\r\niki ', firstName: 'C\u0327ag\u0306rı' });
    expect(values).toEqual({ city: 'Kadıköy İstanbul', notes: 'bir\niki', firstName: 'Çağrı' });
  });

  it('is known by its addresses, by its name where it has none, and by nothing else', () => {
    expect(read({ email: 'AYŞE@x.co', phone: '5320000001', altPhone: '5320000001', firstName: 'A' }).keys).toEqual([
      'e:ayşe@x.co',
      'p:+905320000001',
    ]);
    expect(read({ fullName: 'Işıl  ÇAĞLAR' }).keys).toEqual(['n:isil caglar']);
    expect(read({ city: 'Ordu' }).keys).toEqual([]);
  });

  it('says where a number may be mistyped', () => {
    expect(read({ phone: '532000' })).toMatchObject({ notes: ['phoneDoubtful'], problems: [] });
  });
});
