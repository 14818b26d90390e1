import { expect, it } from 'vitest';
import { zipNames } from './zip-names';

it('gives each file of an archive a name of its own, with the ending of what it is', () => {
  expect(
    zipNames([
      { name: 'foto.jpg', type: 'image/jpeg' },
      { name: 'FOTO.jpg', type: 'image/jpeg' },
      { name: 'foto.jpg', type: 'image/jpeg' },
      { name: 'foto (2).jpg', type: 'image/jpeg' },
      { name: 'foto.heic', type: 'image/jpeg' },
      { name: '../teklif', type: 'application/pdf' },
      { name: 'teklif', type: '' },
      { name: 'teklif' },
    ]),
  ).toEqual([
    'foto.jpg',
    'FOTO (2).jpg',
    'foto (3).jpg',
    'foto (2) (2).jpg',
    'foto (4).jpg',
    'teklif.pdf',
    'teklif',
    'teklif (2)',
  ]);
});
