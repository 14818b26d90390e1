import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { countryShape } from '../../sync/collections/country';
import { COUNTRIES } from './countries';
import { COUNTRIES_JSON, FLAG_SPRITE, countriesJson, flagSprite } from './generate';

const ids = COUNTRIES.map((country) => country.id);
const unique = (values: readonly string[]) => new Set(values).size;

/** Region codes that CLDR knows and ISO 3166-1 does not assign: reserved, grouping, private and test codes. */
const NOT_ISO = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);

function regionsOfIntl(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) =>
        names.of(code) !== undefined &&
        Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` &&
        !NOT_ISO.has(code),
    );
}

describe('countries', () => {
  it('are all 249 of ISO 3166-1, each once, sorted by id', () => {
    expect(COUNTRIES).toHaveLength(249);
    expect([unique(ids), unique(COUNTRIES.map((c) => c.iso3)), unique(COUNTRIES.map((c) => c.numeric))]).toEqual([
      249, 249, 249,
    ]);
    expect([unique(COUNTRIES.map((c) => c.nameTr)), unique(COUNTRIES.map((c) => c.nameEn))]).toEqual([249, 249]);
    expect(ids).toEqual([...ids].sort());
    for (const country of COUNTRIES) expect(countryShape.safeParse(country).error?.issues, country.id).toBeUndefined();
  });

  it('agree with lists kept by others: codes with ISO, regions with CLDR and the phone metadata', () => {
    // Digest of "alpha-2 alpha-3 numeric" of ISO 3166-1 as Debian's iso-codes 4.15 has it.
    const codes = COUNTRIES.map((c) => `${c.id} ${c.iso3} ${c.numeric}`)
      .sort()
      .join('\n');
    expect(createHash('sha256').update(codes).digest('hex')).toBe(
      'b88f4506226127e95071350250e6e2c92f9ec1d90a8a139fa73e56236fb0dc5e',
    );
    expect(ids).toEqual(regionsOfIntl());
    expect(getCountries().filter((code) => !ids.includes(code) && !NOT_ISO.has(code))).toEqual([]);
  });

  it('carry the dial code of the phone metadata, and one of their own where it has none', () => {
    for (const { id, dialCode } of COUNTRIES) {
      if (isSupportedCountry(id)) expect(dialCode, id).toBe(`+${getCountryCallingCode(id)}`);
      else expect(dialCode, id).not.toBe('');
    }
    expect(ids.filter((id) => !isSupportedCountry(id))).toEqual(['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM']);
  });

  it('use today’s names', () => {
    const names = (id: string) => {
      const c = COUNTRIES.find((country) => country.id === id);
      return [c?.nameTr, c?.nameEn];
    };
    expect(names('TR')).toEqual(['Türkiye', 'Türkiye']);
    expect(names('SZ')).toEqual(['Esvatini', 'Eswatini']);
    expect(names('CZ')).toEqual(['Çekya', 'Czechia']);
    expect(names('MK')).toEqual(['Kuzey Makedonya', 'North Macedonia']);
    expect(names('BY')).toEqual(['Belarus', 'Belarus']);
    expect(names('CI')).toEqual(['Fildişi Sahili', 'Côte d’Ivoire']);
    expect(
      COUNTRIES.filter((c) =>
        /Svaziland|Beyaz Rusya|Çek Cumhuriyeti|ÖYB|ÖİB|Swaziland|Burma/.test(c.nameTr + c.nameEn),
      ),
    ).toEqual([]);
  });

  it('are written to public/countries.json and the flag sprite as they stand', () => {
    expect(readFileSync(COUNTRIES_JSON, 'utf8')).toBe(countriesJson());
    expect(JSON.parse(readFileSync(COUNTRIES_JSON, 'utf8'))).toEqual(COUNTRIES);
    expect(readFileSync(FLAG_SPRITE, 'utf8')).toBe(flagSprite());
  });

  it('each have their flag in the sprite, under the link they carry', () => {
    const symbols = [...readFileSync(FLAG_SPRITE, 'utf8').matchAll(/<symbol id="([A-Z]{2})"/g)].map(
      (match) => `/flags/flags.svg#${match[1]}`,
    );
    expect(symbols).toEqual(COUNTRIES.map((country) => country.flag));
  });
});
