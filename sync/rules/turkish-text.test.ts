import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, turkishSortKey } from './turkish-text';

describe('folding for search', () => {
  it('finds what people type without Turkish letters', () => {
    const folded = ['Işık', 'İstanbul', 'ISPARTA', 'Ilyich', 'ÇAĞRI', 'Straße', 'Şeyma Öztürk', 'Łukasz', 'Əliyev'].map(
      foldText,
    );
    expect(folded).toEqual([
      'isik',
      'istanbul',
      'isparta',
      'ilyich',
      'cagri',
      'strasse',
      'seyma ozturk',
      'lukasz',
      'eliyev',
    ]);
  });

  it('folds plain text as it does other text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code)) }),
        (value) => {
          expect(`${foldText(value)}i`).toBe(foldText(`${value}ı`));
        },
      ),
    );
  });

  it('is the same twice and for composed and decomposed letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'açğıiöşüİIÇĞÖŞÜe zß') }), (value) => {
        expect(foldText(foldText(value))).toBe(foldText(value));
        expect(foldText(value.normalize('NFD'))).toBe(foldText(value.normalize('NFC')));
      }),
    );
  });
});

describe('the sort key', () => {
  it('orders as the Turkish collation does', () => {
    const names = [
      'Zeynep',
      'Çağla',
      'Can',
      'Cem',
      'Ilgaz',
      'İlker',
      'Işıl',
      'Iraz',
      'Ömer',
      'Okan',
      'Pelin',
      'Şule',
      'Su',
      'Ufuk',
      'Ümit',
      'Gül',
      'Ğ',
      'Hale',
    ];
    const byKey = [...names].sort((a, b) => (turkishSortKey(a) < turkishSortKey(b) ? -1 : 1));
    const collator = new Intl.Collator('tr');
    expect(byKey).toEqual([...names].sort(collator.compare));
  });
});
