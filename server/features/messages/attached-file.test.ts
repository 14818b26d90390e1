import { expect, it } from 'vitest';
import { plainName } from './attached-file';

it.each([
  ['Sözleşme (1).pdf', 'Sozlesme (1).pdf'],
  ['IŞIL İÇİN ığüşöç.pdf', 'ISIL ICIN igusoc.pdf'],
  ['合同.pdf', '__.pdf'],
  ['a"b\\c/d.pdf', 'a_b_c_d.pdf'],
  ['合同', 'dosya'],
])('names an attachment in letters that every mail program knows: %s', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});
