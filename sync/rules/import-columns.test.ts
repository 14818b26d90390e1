import { expect, it } from 'vitest';
import { guessColumns, isHeading } from './import-columns';

const guess = (...headings: string[]) => guessColumns(headings, () => true);

it('knows headings in Turkish and English, however they are written', () => {
  expect(guess('ADI SOYADI', 'E-Posta', 'Cep Telefonu', 'İl', 'Ülke', 'Danışman', 'Açıklama', 'Puan')).toEqual([
    'fullName',
    'email',
    'phone',
    'city',
    'countryId',
    'ownerId',
    'notes',
    null,
  ]);
  expect(
    guess('First Name', 'Last_Name', 'E-mail Address', 'Mobile Phone', 'Tags', 'Lead Status', 'Lead Source'),
  ).toEqual(['firstName', 'lastName', 'email', 'phone', 'labels', 'stage', 'source']);
});

it('takes a further telephone for the second one, and nothing else twice', () => {
  expect(guess('Telefon', 'GSM', 'Cep No', 'E-posta', 'Mail')).toEqual(['phone', 'altPhone', null, 'email', null]);
});

it('takes a lone name for the whole of it, and a name beside a surname for the given one', () => {
  expect(guess('Ad', 'Telefon')).toEqual(['fullName', 'phone']);
  expect(guess('Name', 'Surname')).toEqual(['firstName', 'lastName']);
  expect(guess('Ad', 'Soyad')).toEqual(['firstName', 'lastName']);
});

it('leaves out what somebody may not write', () => {
  expect(guessColumns(['Ad', 'Yönetici notu'], (target) => target !== 'managerNote')).toEqual(['fullName', null]);
});

it('tells a heading from a row', () => {
  expect(isHeading(['Ad', 'Telefon'])).toBe(true);
  expect(isHeading(['Ayşe', '0532 111 22 33'])).toBe(false);
  expect(isHeading(['Ayşe', 'ayse@ornek.example'])).toBe(false);
  expect(isHeading(['', ' '])).toBe(false);
});
