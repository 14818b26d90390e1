import { describe, expect, it } from 'vitest';
import { columnsOf, droppedAt, lanePx, minuteOf, minutesFrom, shownHours, sideBySide } from './day-layout';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 26, hour, minute)).toISOString();
const timed = (id: string, from: number, to: number) => ({ id, startsAt: at(from), endsAt: at(to) });

describe('a day by the clock', () => {
  it('what overlaps stands side by side, and what only touches does not', () => {
    const day = [timed('a', 9, 11), timed('b', 10, 12), timed('c', 11, 12), timed('d', 12, 13)];
    expect(sideBySide(day).map(({ item, lane, lanes }) => [item.id, lane, lanes])).toEqual([
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 0, 2],
      ['d', 0, 1],
    ]);
  });

  it('shows the usual hours and whatever stands outside of them', () => {
    const usual = { fromHour: 8, toHour: 19 };
    expect(shownHours([], usual)).toEqual({ fromMinute: 480, toMinute: 1140 });
    const early = { fromMinute: 390, toMinute: 450 };
    expect(shownHours([early, { fromMinute: 1380, toMinute: 1440 }], usual)).toEqual({
      fromMinute: 360,
      toMinute: 1440,
    });
  });

  it('lets go on a quarter of an hour, within the day', () => {
    const hours = { fromMinute: 480, toMinute: 1140 };
    const hour = { fromMinute: 900, lengthMinutes: 60 };
    expect(droppedAt(600, 20, hour, hours)).toBe(585);
    expect(droppedAt(470, 20, hour, hours)).toBe(480);
    expect(droppedAt(1139, 0, hour, hours)).toBe(1080);
  });

  it('keeps the time of what is drawn straight across to another person', () => {
    const whole = { fromMinute: 0, toMinute: 1440 };
    const minutes = { fromMinute: 550, lengthMinutes: 30 };
    expect(droppedAt(560 + 6, 10, minutes, whole)).toBe(550);
    // From the evening before until two, and from ten until two on the day after, taken up at one and at eleven.
    const began = { fromMinute: minutesFrom(Date.parse(at(0)), '2026-11-25T22:00:00.000Z'), lengthMinutes: 240 };
    expect(droppedAt(60, 180, began, whole)).toBe(-120);
    const goesOn = { fromMinute: 22 * 60, lengthMinutes: 240 };
    expect(droppedAt(23 * 60, 60, goesOn, whole)).toBe(22 * 60);
    // Moved it goes no further into the other day.
    expect(droppedAt(23 * 60 + 50, 60, goesOn, whole)).toBe(22 * 60);
    expect(droppedAt(0, 180, began, whole)).toBe(-120);
    expect(droppedAt(120, 180, began, whole)).toBe(-60);
  });

  it('cuts at midnight what began the day before', () => {
    expect(minuteOf(at(9, 30), Date.parse(at(0)))).toBe(570);
    expect(minuteOf('2026-11-25T22:00:00.000Z', Date.parse(at(0)))).toBe(0);
  });
});

describe('columns', () => {
  it('are as wide as those need that stand side by side, the others stay narrow', () => {
    const { widths, starts, totalPx } = columnsOf(
      ['Ayşe Demir', 'Can Öz', 'Emre Çelik'],
      [
        { column: 1, lanes: 1, lanePx: 90 },
        { column: 1, lanes: 2, lanePx: 90 },
        { column: 2, lanes: 1, lanePx: 90 },
      ],
    );
    expect(widths).toEqual([128, 208, 128]);
    expect(starts).toEqual([0, 128, 336]);
    expect(totalPx).toBe(464);
  });

  it('are wider where a word of a name would break, in their head or on what stands in them', () => {
    const { widths } = columnsOf(
      ['Ayşe Demir', 'Ayşe Büyükkaraosmanoğlu', 'Ali Öz'],
      [
        { column: 0, lanes: 1, lanePx: lanePx('Gülümser Büyükkaraosmanoğlu', 60, 0) },
        { column: 2, lanes: 2, lanePx: lanePx('Muhammed Abdülkerim Al-Rashid', 30, 1) },
      ],
    );
    expect(widths[0]).toBeGreaterThan(150);
    expect(widths[1]).toBeGreaterThan(140);
    expect(widths[2]).toBeGreaterThan(208);
  });

  it('a name of four words has room in half an hour too', () => {
    expect(lanePx('Ayşegül Karamanlıoğlu Demirtaş Kocabaş', 30, 0)).toBeGreaterThan(
      lanePx('Ayşegül Karamanlıoğlu Demirtaş Kocabaş', 60, 0),
    );
  });
});
