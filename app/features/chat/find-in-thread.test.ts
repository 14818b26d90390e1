import { expect, test } from 'vitest';
import { findInThread, searchedIn, stepThrough } from './find-in-thread';
import type { StoredMessage } from './read-thread';

const said = (id: string, values: object) => ({ id, body: '', kind: 'text', ...values }) as unknown as StoredMessage;
const THREAD = searchedIn([
  said('1', { body: 'Işıl Hanım, ŞİŞLİ’deki daire için randevu?' }),
  said('2', { body: 'Cuma uygun.' }),
  said('3', { subject: 'Randevunuz', body: 'Şişli şubemizde bekliyoruz' }),
  said('4', { body: 'Şişli randevusu iptal', revokedAt: '2026-11-01T09:00:00.000Z' }),
]);

test('a message is found by parts of its words in any order, letters and subject alike', () => {
  expect(findInThread(THREAD, 'sisli')).toEqual(['1', '3']);
  expect(findInThread(THREAD, 'randevu ŞİŞLİ')).toEqual(['1', '3']);
  expect(findInThread(THREAD, 'bekliyor randevunuz')).toEqual(['3']);
  expect(findInThread(THREAD, 'isil')).toEqual(['1']);
});

test('what was taken back is not found, nor anything by no word', () => {
  expect(findInThread(THREAD, 'iptal')).toEqual([]);
  expect(findInThread(THREAD, '  ')).toEqual([]);
});

test('one goes from the newest to older ones and round again', () => {
  const found = ['1', '3', '7'];
  expect(stepThrough(found, '', -1)).toBe('7');
  expect(stepThrough(found, '7', -1)).toBe('3');
  expect(stepThrough(found, '1', -1)).toBe('7');
  expect(stepThrough(found, '7', 1)).toBe('1');
  expect(stepThrough(found, 'gone', 1)).toBe('7');
  expect(stepThrough([], '7', -1)).toBe('');
});
