import { expect, it } from 'vitest';
import { CAPTION_LETTER_PX, roomFor, shortName } from './name-room';

const room = (name: string, lines: number, beforePx = 0) => roomFor(name, lines, CAPTION_LETTER_PX, beforePx);

it('a name needs its longest word where it may have a line for each, and more where it may not', () => {
  const word = room('Hacıosmanoğlu', 1);
  // As wide as the browser draws it: 89 px.
  expect(word).toBeGreaterThanOrEqual(89);
  expect(word).toBeLessThan(98);
  expect(room('Fatma Nur Hacıosmanoğlu', 3)).toBe(word);
  expect(room('Fatma Nur Hacıosmanoğlu', 2)).toBe(word);
  expect(room('Fatma Nur Hacıosmanoğlu', 1)).toBeGreaterThan(word + room('Fatma Nur', 1));
});

it('four words on three lines stand two on one line', () => {
  expect(room('Ali Ece Hacıosmanoğlu Hacıosmanoğlu', 3)).toBe(room('Hacıosmanoğlu', 1));
  expect(room('Hacıosmanoğlu Hacıosmanoğlu Ali Ece', 2)).toBeGreaterThan(room('Hacıosmanoğlu Ali', 1) - 1);
});

it('a double name breaks behind its hyphen, and what stands before a name takes room on its first line only', () => {
  expect(room('Hacıosmanoğlu-Yıldırım', 2)).toBe(room('Hacıosmanoğlu-', 1));
  expect(room('Ali Hacıosmanoğlu', 2, 17)).toBe(room('Hacıosmanoğlu', 1));
  expect(room('Hacıosmanoğlu Ali', 2, 17)).toBe(room('Hacıosmanoğlu', 1, 17));
});

it('nobody has no width, and a word without end does not widen without end', () => {
  expect(room('', 3)).toBe(0);
  expect(room('a'.repeat(80), 3)).toBe(room('a'.repeat(20), 3));
});

it.each([
  ['Zeynep Yılmaz', 'Zeynep Y.'],
  ['Muhammed Emin Çavuşoğlu', 'Muhammed Ç.'],
  ['ali ilhan', 'ali İ.'],
  ['Zeynep', 'Zeynep'],
  ['', ''],
])('%s is %s in short', (name, short) => {
  expect(shortName(name)).toBe(short);
});
