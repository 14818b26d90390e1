import { expect, test } from 'vitest';
import { firstNumber } from './phone-parts';

test('two numbers pasted together stay two, and an extension is no part of one', () => {
  for (const text of [
    '0532 123 45 67 / 0533 765 43 21',
    '0532 123 45 67, 0533 765 43 21',
    '0532 123 45 67 veya 0533 765 43 21',
    '0532 123 45 67 0533 765 43 21',
    '0532 123 45 67 533 765 43 21',
  ])
    expect(firstNumber(text)).toEqual({ number: expect.stringMatching(/^0532 123 45 67\s?$/), beside: 'several' });
  // Nothing says where the second begins but their length.
  for (const text of ['532 123 45 67 533 765 43 21', '5321234567 5337654321', '53212345675337654321'])
    expect(firstNumber(text)).toEqual({ number: expect.stringMatching(/^532 ?123 ?45 ?67$/), beside: 'several' });
  expect(firstNumber('0532123456705337654321')).toEqual({ number: '05321234567', beside: 'several' });
  for (const text of ['0212 555 44 33 ext. 5', '0212 555 44 33 dahili 12', '0212 555 44 33 #5'])
    expect(firstNumber(text)).toEqual({ number: '0212 555 44 33', beside: 'extension' });
  for (const text of ['0532 123 45 67', '+90 (532) 123-45-67', '', '05'])
    expect(firstNumber(text)).toEqual({ number: text, beside: null });
});
