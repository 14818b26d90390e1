import { describe, expect, it } from 'vitest';
import { linkInSms, measureSms, plainSms } from './sms-text';

const measured = (text: string, hasTurkish = true) => {
  const { spelling, parts, left } = measureSms(text, hasTurkish);
  return [spelling, parts, left];
};

describe('an SMS', () => {
  it('takes as many parts as the standards say, at their very edges', () => {
    expect(measured('')).toEqual(['gsm', 1, 160]);
    expect(measured('a'.repeat(160))).toEqual(['gsm', 1, 0]);
    expect(measured('a'.repeat(161))).toEqual(['gsm', 2, 145]);
    expect(measured('a'.repeat(306))).toEqual(['gsm', 2, 0]);
    expect(measured('a'.repeat(307))).toEqual(['gsm', 3, 152]);
    // One Turkish letter takes the place of two, and its table a header.
    expect(measured(`ş${'a'.repeat(153)}`)).toEqual(['turkish', 1, 0]);
    expect(measured(`ş${'a'.repeat(154)}`)).toEqual(['turkish', 2, 142]);
    expect(measured(`ş${'a'.repeat(69)}`, false)).toEqual(['unicode', 1, 0]);
    expect(measured(`ş${'a'.repeat(70)}`, false)).toEqual(['unicode', 2, 63]);
    expect(measured('и'.repeat(134))).toEqual(['unicode', 2, 0]);
  });

  it('is not made dearer by letters every phone has', () => {
    expect(measured('Öğle')[0]).toBe('turkish');
    for (const letter of 'ÇÖÜöüäÄñà€[]') expect([letter, measured(letter)[0]]).toEqual([letter, 'gsm']);
    for (const letter of 'ĞİŞçğış') expect([letter, measured(letter)[0]]).toEqual([letter, 'turkish']);
    for (const letter of 'âîû’…₺🙂') expect([letter, measured(letter)[0]]).toEqual([letter, 'unicode']);
  });

  it('never has a letter of two halves cut in two', () => {
    // 152 + a letter of two: it goes to the next part whole.
    expect(measured(`${'a'.repeat(152)}€${'a'.repeat(20)}`)).toEqual(['gsm', 2, 131]);
    expect(measured(`${'и'.repeat(66)}🙂${'и'.repeat(10)}`)).toEqual(['unicode', 2, 55]);
  });

  it('has a cheaper spelling where there is one', () => {
    expect(plainSms('Yarın saat 14:00’te bekliyoruz, görüşmek üzere…')).toBe(
      "Yarin saat 14:00'te bekliyoruz, görüsmek üzere...",
    );
    expect(plainSms('Yarin 14:00')).toBeNull();
    expect(plainSms('Görüşürüz 🙂')).toBeNull();
    // Two code points that mean one letter are one.
    expect(plainSms('s\u0327imdi')).toBe('simdi');
  });

  it.each([
    ['Adres: https://saha.example/x', 'https://saha.example/x'],
    ['www.saha.example adresinde', 'www.saha.example'],
    ['saha.com/randevu için', 'saha.com/randevu'],
    ['bize ofis@saha.com yazın', ''],
    ['Yarın 14.00 – 15.30 arası. Görüşürüz.', ''],
    ['', ''],
  ])('%j holds the link %j', (text, link) => {
    expect(linkInSms(text)).toBe(link);
  });
});
