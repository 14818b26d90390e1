import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctStamp, makeStamp, nextStamp, stampDevice, stampMs } from './stamp';

const device = fc.integer({ min: 1, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, '0'));
const ms = fc.integer({ min: 0, max: 0xffffffff_ff });
const stamp = fc
  .tuple(ms, fc.integer({ min: 0, max: 0xffff }), device)
  .map(([at, counter, id]) => makeStamp(at, counter, id));

describe('stamps', () => {
  it('are later than everything seen, whatever the clock says', () => {
    fc.assert(
      fc.property(stamp, ms, device, (seen, now, id) => {
        const next = nextStamp(seen, now, id);
        expect(next > seen).toBe(true);
        expect(stampDevice(next)).toBe(id);
        expect(stampMs(next)).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('carry over into the next millisecond when the counter is full', () => {
    expect(nextStamp(makeStamp(1000, 0xffff, '0000000a'), 5, '0000000b')).toBe(makeStamp(1001, 0, '0000000b'));
  });

  it('order as text the way they order in time', () => {
    fc.assert(
      fc.property(stamp, stamp, (a, b) => {
        fc.pre(stampMs(a) !== stampMs(b));
        expect(a < b).toBe(stampMs(a) < stampMs(b));
      }),
    );
  });

  it('are moved by the skew, but never into the future', () => {
    const late = makeStamp(10_000, 3, '0000000a');
    expect(stampMs(correctStamp(late, -4_000, 8_000))).toBe(6_000);
    expect(stampMs(correctStamp(late, 0, 8_000))).toBe(8_000);
    expect(correctStamp(late, 0, 20_000)).toBe(late);
    expect(stampDevice(correctStamp(late, -99_999, 8_000))).toBe('0000000a');
  });

  it('refuse parts that do not fit', () => {
    expect(() => makeStamp(-1, 0, '0000000a')).toThrow(RangeError);
    expect(() => makeStamp(1, 0x10000, '0000000a')).toThrow(RangeError);
    expect(() => makeStamp(1, 0, 'tablet')).toThrow(RangeError);
  });
});
