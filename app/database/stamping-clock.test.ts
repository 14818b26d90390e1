import { describe, expect, it } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { StampingClock } from './stamping-clock';

const DAY_MS = 86_400_000;
function clockOn(device: { nowMs: number }, offsetMs = 0): StampingClock {
  return new StampingClock({ offsetMs, deviceId: 'aaaaaaaa' }, () => device.nowMs);
}

describe('the clock edits are stamped with', () => {
  it('goes on from where it was when the device is put back', () => {
    const device = { nowMs: 10 * DAY_MS };
    const clock = clockOn(device);
    expect(clock.nowMs()).toBe(10 * DAY_MS);
    device.nowMs = 7 * DAY_MS;
    expect(clock.nowMs()).toBe(10 * DAY_MS);
    device.nowMs += 500;
    expect(clock.nowMs()).toBe(10 * DAY_MS + 500);
  });

  it('forgets what it gave out while it was ahead, once it is corrected', () => {
    const device = { nowMs: 10 * DAY_MS };
    const clock = clockOn(device);
    clock.gave(makeStamp(11 * DAY_MS, 0, 'aaaaaaaa'));
    clock.correct(0);
    expect(clock.by()).toEqual({ nowMs: 10 * DAY_MS, deviceId: 'aaaaaaaa', seen: '' });
  });

  it('remembers what it gave out in time', () => {
    const device = { nowMs: 10 * DAY_MS };
    const clock = clockOn(device);
    const stamp = makeStamp(10 * DAY_MS, 3, 'aaaaaaaa');
    clock.gave(stamp);
    clock.correct(0);
    expect(clock.by().seen).toBe(stamp);
  });
});
