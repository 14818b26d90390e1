import { expect, it } from 'vitest';
import { COLLECTIONS } from './registry';

it('nobody’s choice loses in silence: what does is written by the program', () => {
  const silent = Object.entries(COLLECTIONS).flatMap(([name, { units }]) =>
    Object.entries(units)
      .filter(([, unit]) => unit.isSilent === true)
      .map(([unit]) => `${name}.${unit}`),
  );
  expect(silent.sort()).toEqual([
    // Follows from `kindId`, which is asked about.
    'appointments.kind',
    // Which part of a cut series a changed date belongs to.
    'appointments.seriesId',
    // No device may change it (file.mayNotMove).
    'files.customerId',
  ]);
});
