import { describe, expect, it } from 'vitest';
import { noticeOf } from './notice-of';

const NOW = Date.UTC(2027, 0, 1);
const at = (day: number, hour = 9) => new Date(Date.UTC(2027, 0, day, hour)).toISOString();
const row = (startsAt: string, isOpen = true, occurrenceOn = '') => ({ rootId: 'r', occurrenceOn, startsAt, isOpen });
const QUIET = { isOpened: false, unsaid: [], nowMs: NOW };

describe('what a customer is told at once', () => {
  it('is one word, about the earliest that changed', () => {
    const series = [3, 4, 5].map((day) => row(at(day), true, `2027-01-0${day}`));
    const later = [3, 4, 5].map((day) => row(at(day, 11), true, `2027-01-0${day}`));
    const said = noticeOf({ ...QUIET, before: series, after: later });
    expect(said).toMatchObject({ kind: 'moved', occurrenceOn: '2027-01-03', startsAt: at(3, 11) });
    expect(said?.known.map(({ startsAt }) => startsAt)).toEqual([at(3), at(4), at(5)]);
    expect(noticeOf({ ...QUIET, before: series, after: series })).toBeNull();
  });

  it('is measured against what they know where the last word never left, a whole series too', () => {
    const series = [3, 4, 5].map((day) => row(at(day), true, `2027-01-0${day}`));
    const later = series.map((one) => ({ ...one, startsAt: one.startsAt.replace('T09', 'T11') }));
    const moved = noticeOf({ ...QUIET, before: series, after: later })!;
    expect(noticeOf({ ...QUIET, before: later, after: series, unsaid: [moved] })).toBeNull();
    const off = noticeOf({ ...QUIET, before: later, after: [], unsaid: [moved] });
    expect(off).toMatchObject({ kind: 'cancelled', startsAt: at(3) });
    // Whether it left or not is all that decides: the same change, said before, is another move.
    expect(noticeOf({ ...QUIET, before: later, after: series })).toMatchObject({ kind: 'moved', startsAt: at(3) });
  });

  it('is nothing of what came and went unheard, and a booking of what was moved before it was told', () => {
    const booked = noticeOf({ ...QUIET, isOpened: true, before: [], after: [row(at(3))] })!;
    expect(booked).toMatchObject({ kind: 'booked', known: [] });
    expect(noticeOf({ ...QUIET, before: [row(at(3))], after: [], unsaid: [booked] })).toBeNull();
    expect(noticeOf({ ...QUIET, before: [row(at(3))], after: [row(at(4))], unsaid: [booked] })).toMatchObject({
      kind: 'booked',
      startsAt: at(4),
    });
    // Written before it was kept what they know.
    const older = { kind: 'booked' as const, known: null };
    expect(noticeOf({ ...QUIET, before: [row(at(3))], after: [], unsaid: [older] })).toBeNull();
  });
});
