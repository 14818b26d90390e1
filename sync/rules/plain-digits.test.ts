import { describe, expect, it } from 'vitest';
import { plainDigits } from './plain-digits';

describe('plainDigits', () => {
  it.each([
    ['0532 123 45 67', '0532 123 45 67'],
    ['٠٥٣٢١٢٣٤٥٦٧', '05321234567'],
    ['۰۵۳۲ ۱۲۳ ۴۵ ۶۷', '0532 123 45 67'],
    ['０５３２－１２３', '0532-123'],
    ['+९० ५३२', '+90 532'],
    ['৪৩২১', '4321'],
    ['\u202a+90 532\u202c', '+90 532'],
    ['Işık', 'Işık'],
    ['', ''],
  ])('reads “%s” as “%s”', (typed, plain) => {
    expect(plainDigits(typed)).toBe(plain);
  });

  it('knows every decimal digit there is', () => {
    for (let codePoint = 0x30; codePoint < 0x1fbff; codePoint += 1) {
      const digit = String.fromCodePoint(codePoint);
      if (/\p{Nd}/u.test(digit)) expect(plainDigits(digit), codePoint.toString(16)).toMatch(/^\d$/);
    }
    // the row of a script is worth 0 to 9 from its beginning
    for (const zero of [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x17e0, 0xff10])
      expect(plainDigits(String.fromCodePoint(...Array.from({ length: 10 }, (_, at) => zero + at)))).toBe('0123456789');
  });
});
