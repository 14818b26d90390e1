import { describe, expect, it } from 'vitest';
import { windowAround } from './window-around';

const date = (startsAt: string, endsAt: string) => ({ on: '', startsAt, endsAt });
const MORNING = date('2027-03-10T09:20:00.000Z', '2027-03-10T10:00:00.000Z');

describe('what is read around dates', () => {
  it('holds what is just before and after, and where a date could move to', () => {
    expect(windowAround([MORNING], null)).toEqual({
      fromAt: '2027-03-09T00:00:00.000Z',
      toAt: '2027-03-25T00:00:00.000Z',
    });
  });

  it('stays while another time of the same day is picked, and for fewer dates', () => {
    const year = windowAround([MORNING, date('2028-03-10T09:00:00.000Z', '2028-03-10T10:00:00.000Z')], null);
    expect(windowAround([MORNING, date('2027-12-10T09:00:00.000Z', '2027-12-10T10:00:00.000Z')], year)).toBe(year);
    expect(windowAround([MORNING], year)).toBe(year);
    const once = windowAround([MORNING], null);
    expect(windowAround([date('2027-03-10T15:00:00.000Z', '2027-03-10T16:00:00.000Z')], once)).toBe(once);
  });

  it('moves with a day that lies outside', () => {
    const once = windowAround([MORNING], null);
    expect(windowAround([date('2027-02-01T09:00:00.000Z', '2027-02-01T10:00:00.000Z')], once)?.fromAt).toBe(
      '2027-01-31T00:00:00.000Z',
    );
  });

  it('is none without dates', () => {
    expect(windowAround([], null)).toBeNull();
  });
});
