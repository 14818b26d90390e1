import { expect, it } from 'vitest';
import type { StoredCustomer } from '../../database/saha-database';
import { readersFirst } from './template-readers';

const customer = (id: string, language: string, deletedAt = '') => ({ id, language, deletedAt }) as StoredCustomer;
const [ada, can, emily, brian] = [
  customer('ada', 'tr'),
  customer('can', 'tr'),
  customer('emily', 'en'),
  customer('brian', 'en'),
];
const names = (those: readonly StoredCustomer[]) => those.map(({ id }) => id).join(' ');

it('a text is shown to those first who read its language, and of these to who has an appointment to come', () => {
  expect(names(readersFirst('en', [ada, emily], [brian, emily, ada, can]))).toBe('emily brian ada can');
  expect(names(readersFirst('tr', [ada, emily], [can, ada, can]))).toBe('ada can emily');
});

it('where nobody reads it others stand in, and who is deleted does not', () => {
  expect(names(readersFirst('en', [], [ada, customer('gone', 'en', '2026-11-20T08:00:00.000Z'), can]))).toBe('ada can');
});
