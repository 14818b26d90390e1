import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../../prisma/countries/countries';
import { homeFirst, matchCountries, nameCountries } from './country-names';

const turkish = nameCountries(COUNTRIES, 'tr', 'tr-TR');
const english = nameCountries(COUNTRIES, 'en', 'en-US');
const found = (typed: string, countries = turkish) => matchCountries(countries, typed).map((country) => country.name);

describe('country names', () => {
  it('stand in the order of the reader’s alphabet', () => {
    const names = turkish.map((country) => country.name);
    expect(names.indexOf('Cezayir')).toBeLessThan(names.indexOf('Çad'));
    expect(names.indexOf('Çin')).toBeLessThan(names.indexOf('Danimarka'));
    expect(names.indexOf('Irak')).toBeLessThan(names.indexOf('İran'));
    expect(names.indexOf('Şili')).toBeLessThan(names.indexOf('Tacikistan'));
    expect(english[0]?.name).toBe('Afghanistan');
  });

  it('are found without Turkish letters, in both languages, by code and by dial code', () => {
    expect(found('irak')).toEqual(['Irak']);
    expect(found('sili')[0]).toBe('Şili');
    expect(found('germany')).toEqual(['Almanya']);
    expect(found('almanya', english)).toEqual(['Germany']);
    expect(found('deu')).toEqual(['Almanya']);
    expect(found('+90')[0]).toBe('Türkiye');
    expect(found('')).toHaveLength(249);
    expect(found('yok böyle yer')).toEqual([]);
  });

  it('put names that begin with what was typed first', () => {
    expect(found('türki')).toEqual(['Türkiye']);
    expect(found('kore')).toEqual(['Güney Kore', 'Kuzey Kore']);
    expect(found('gine')[0]).toBe('Gine');
    expect(found('de')[0]).toBe('Almanya');
  });

  it('put Türkiye first for choosing and lose nobody', () => {
    expect(homeFirst(turkish)[0]?.id).toBe('TR');
    expect(new Set(homeFirst(turkish).map((country) => country.id)).size).toBe(249);
  });
});
