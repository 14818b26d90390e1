import { expect, test } from 'vitest';
import { firstNumber } from './phone-parts';

test('two numbers pasted together stay two, and an extension is no part of one', () => {
  for (const text of [
    '0532 123 45 67 / 0533 765 43 21',
    '0532 123 45 67, 0533 765 43 21',
    '0532 123 45 67 veya 0533 765 43 21',
    '0532 123 45 67 0533 765 43 21',
  ])
    expect(firstNumber(text)).toEqual({ number: expect.stringMatching(/^0532 123 45 67\s?$/), beside: 'several' });
  for (const text of ['0212 555 44 33 ext. 5', '0212 555 44 33 dahili 12', '0212 555 44 33 #5'])
    expect(firstNumber(text)).toEqual({ number: '0212 555 44 33', beside: 'extension' });
  for (const text of ['0532 123 45 67', '+90 (532) 123-45-67', '', '05'])
    expect(firstNumber(text)).toEqual({ number: text, beside: null });
});
