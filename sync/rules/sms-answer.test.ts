import { expect, it } from 'vitest';
import { readSmsAnswer } from './sms-answer';

it.each([
  ['RET', 'stop'],
  ['ret.', 'stop'],
  [' İPTAL ', 'stop'],
  ['IPTAL', 'stop'],
  ['iptal', 'stop'],
  ['Stop!', 'stop'],
  ['RET SAHA', 'stop'],
  ['ret 8508', 'stop'],
  // These are about something else, and a person reads them.
  ['Randevuyu iptal eder misiniz', 'other'],
  ['İptal edelim', 'other'],
  ['ret ediyorum bu teklifi', 'other'],
  ['1', 'yes'],
  ['1.', 'yes'],
  ['EVET', 'yes'],
  ['Evet, geliyorum!', 'yes'],
  ['EVET GELIYORUM', 'yes'],
  ['2', 'no'],
  ['HAYIR', 'no'],
  ['hayir', 'no'],
  ['Evet ama geç kalırım', 'other'],
  ['12', 'other'],
  ['1 2', 'other'],
  ['', 'other'],
  ['evet '.repeat(40), 'other'],
])('%j is %s', (text, said) => {
  expect(readSmsAnswer(text)).toBe(said);
});
