import { describe, expect, it } from 'vitest';
import { findFiles } from './find-files';

const file = (name: string, more = {}) => ({
  name,
  note: '',
  labels: [] as string[],
  customer: '',
  createdAt: '2026-11-01T08:00:00.000Z',
  deletedAt: '',
  ...more,
});
const names = (typed: string, files: ReturnType<typeof file>[]) =>
  findFiles(files, typed, ({ customer }) => [customer]).map(({ name }) => name);

describe('the search for files', () => {
  const files = [
    file('fatura.pdf', { customer: 'Işılay Çelik', createdAt: '2026-11-02T08:00:00.000Z' }),
    file('foto.jpg', { customer: 'Ali Kaya', note: 'fuarda çekildi', labels: ['Sözleşme'] }),
    file('eski.pdf', { customer: 'Işılay Çelik', deletedAt: '2026-11-03T08:00:00.000Z' }),
  ];

  it('finds by the customer, with or without Turkish letters, and never what is deleted', () => {
    expect(names('isilay celik', files)).toEqual(['fatura.pdf']);
    expect(names('ÇELİK fatura', files)).toEqual(['fatura.pdf']);
    expect(names('kaya fatura', files)).toEqual([]);
  });

  it('finds by note and label, and shows the newest first where nothing is typed', () => {
    expect(names('fuarda', files)).toEqual(['foto.jpg']);
    expect(names('sozlesme', files)).toEqual(['foto.jpg']);
    expect(names(' ', files)).toEqual(['fatura.pdf', 'foto.jpg']);
  });
});
