import * as library from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../../prisma/countries/countries';
import { doubtAbout, formatNational, fromE164, toE164 } from './phone-number';

const codes = new Map(COUNTRIES.map(({ id, dialCode }) => [id, dialCode]));
const ids = [...codes.keys()];
const dialCodeOf = (id: string) => codes.get(id) ?? '';
const e164 = (national: string, countryId = 'TR', known: typeof library | null = library) =>
  toE164({ countryId, national }, dialCodeOf, known);

describe('phone numbers as typed', () => {
  it('become E.164 however they are written', () => {
    for (const typed of ['0532 123 45 67', '532 123 4567', '(0532) 1234567', '+90 532 123 45 67', '0090 532 1234567'])
      expect(e164(typed), typed).toBe('+905321234567');
    expect(e164('+49 1512 3456789')).toBe('+4915123456789');
    expect(e164('8 912 345-67-89', 'RU')).toBe('+79123456789');
    expect(e164('06 12345678', 'IT')).toBe('+390612345678');
    expect(e164('21 234', 'AQ')).toBe('+67221234');
  });

  it('lose the zero that is dialled at home when it follows the country code', () => {
    for (const typed of ['+90 0532 123 45 67', '+90 (0) 532 123 45 67', '0090 0532 1234567'])
      expect(e164(typed, 'DE'), typed).toBe('+905321234567');
    expect(e164('+44 (0)20 7946 0958')).toBe('+442079460958');
    expect(e164('+39 06 12345678')).toBe('+390612345678');
    expect(e164('+90 05', 'DE')).toBe('+9005');
  });

  it('are read in the digits of any keyboard, and as copied with invisible marks', () => {
    for (const typed of ['٠٥٣٢١٢٣٤٥٦٧', '۰۵۳۲ ۱۲۳ ۴۵ ۶۷', '０５３２ １２３ ４５ ６７'])
      expect(e164(typed), typed).toBe('+905321234567');
    for (const typed of ['\u202a+90 532 123 45 67\u202c', '＋90 532 123 45 67', '(+90) 532 123 45 67'])
      for (const known of [library, null]) expect(e164(typed, 'GB', known), typed).toBe('+905321234567');
  });

  it('become E.164 before the numbering plans are loaded', () => {
    expect(e164('0532 123 45 67', 'TR', null)).toBe('+905321234567');
    expect(e164('+90 532 123 45 67', 'DE', null)).toBe('+905321234567');
  });

  it('are never lost: unfinished ones stay unfinished, only no digit at all is empty', () => {
    expect(e164('53')).toBe('+9053');
    expect(e164('0532 123')).toBe('+90532123');
    expect([e164(''), e164(' - '), e164('0')]).toEqual(['', '', '']);
    expect(e164('5'.repeat(40)).length).toBeLessThanOrEqual(16);
  });

  it('show their country and are grouped as it groups them', () => {
    expect(fromE164('+905321234567', 'DE', ids, dialCodeOf, library)).toEqual({
      countryId: 'TR',
      national: '532 123 45 67',
    });
    expect(fromE164('+4915123456789', 'TR', ids, dialCodeOf, library)).toEqual({
      countryId: 'DE',
      national: '1512 3456789',
    });
    expect(fromE164('+77011234567', 'RU', ids, dialCodeOf, library).countryId).toBe('KZ');
    expect(fromE164('', 'AZ', ids, dialCodeOf, library)).toEqual({ countryId: 'AZ', national: '' });
    expect(fromE164('+905321234567', 'DE', ids, dialCodeOf, null)).toEqual({ countryId: 'TR', national: '5321234567' });
    expect(fromE164('+12025550123', 'CA', ids, dialCodeOf, null).countryId).toBe('CA');
    expect(fromE164('+905321234567', 'TR', [], () => '', null)).toEqual({ countryId: 'TR', national: '+905321234567' });
  });

  it('come back as they were from showing and reading', () => {
    for (const value of [
      '+905321234567',
      '+4930123456',
      '+79123456789',
      '+390612345678',
      '+12025550123',
      '+67212345',
      '+903921234567',
      '+2905123',
    ]) {
      for (const known of [library, null])
        expect(toE164(fromE164(value, 'TR', ids, dialCodeOf, known), dialCodeOf, known), value).toBe(value);
    }
  });

  it('keep the leading zero somebody types in Türkiye while it is typed', () => {
    expect(formatNational({ countryId: 'TR', national: '05321234567' }, dialCodeOf, library)).toBe('0532 123 45 67');
    expect(formatNational({ countryId: 'TR', national: '5321234567' }, dialCodeOf, library)).toBe('532 123 45 67');
    expect(formatNational({ countryId: 'TR', national: '+49 30' }, dialCodeOf, library)).toBe('+49 30');
  });

  it('are doubted for their length or range, and taken on trust without numbering plans', () => {
    expect(doubtAbout('+905321234567', library)).toBeNull();
    expect(doubtAbout('+9053212', library)).toBe('length');
    expect(doubtAbout('+901111111111', library)).toBe('range');
    expect(doubtAbout('+9053212', null)).toBeNull();
    expect(doubtAbout('', library)).toBeNull();
  });
});
