import { expect, it } from 'vitest';
import { inSentence } from './field-words';

it('a label loses its capital by the rules of its language, and capitals stay', () => {
  expect(inSentence('İptal nedeni', 'tr-TR')).toBe('iptal nedeni');
  expect(inSentence('Işık', 'tr-TR')).toBe('ışık');
  expect(inSentence('E-mail', 'en-GB')).toBe('e-mail');
  expect(inSentence('SMS', 'en-GB')).toBe('SMS');
  expect(inSentence('', 'tr-TR')).toBe('');
});
