import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markDifference } from './mark-difference';

const marked = (text: string, other: string) =>
  markDifference(text, other)
    .map((piece) => (piece.differs ? `[${piece.text}]` : piece.text))
    .join('');

describe('marking the difference', () => {
  it('marks the words the other side lacks', () => {
    expect(marked('Cumartesi sabah aransın', 'Pazar sabah aransın')).toBe('[Cumartesi] sabah aransın');
    expect(marked('sabah aransın', 'sabah aransın')).toBe('sabah aransın');
    expect(marked('sabah aransın', '')).toBe('[sabah aransın]');
  });

  it('never loses or changes a letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        expect(
          markDifference(text, other)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
