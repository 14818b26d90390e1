/**
 * Stamps order the edits of one unit of a document (see sync/README.md §2).
 *
 * A stamp is a hybrid logical clock reading as a string of 24 characters whose order as text is its order in time:
 * 12 hex digits of milliseconds since 1970, 4 hex digits of counter, 8 hex digits naming the device.
 * The empty string is "never written" and sorts before every stamp.
 */
export type Stamp = string;

export const DEVICE_ID_PATTERN = /^[0-9a-f]{8}$/;
export const STAMP_PATTERN = /^[0-9a-f]{24}$/;
/** The device id the server uses for what it writes itself. */
export const SERVER_DEVICE_ID = '00000000';

const MAX_COUNTER = 0xffff;

/** Builds a stamp. Throws RangeError when a part does not fit its digits. */
export function makeStamp(epochMs: number, counter: number, deviceId: string): Stamp {
  if (!Number.isInteger(epochMs) || epochMs < 0 || epochMs > 0xffffffffffff)
    throw new RangeError('stamp: milliseconds out of range');
  if (!Number.isInteger(counter) || counter < 0 || counter > MAX_COUNTER)
    throw new RangeError('stamp: counter out of range');
  if (!DEVICE_ID_PATTERN.test(deviceId)) throw new RangeError('stamp: device id must be 8 hex digits');
  return epochMs.toString(16).padStart(12, '0') + counter.toString(16).padStart(4, '0') + deviceId;
}

/** Milliseconds since 1970 of a stamp; 0 for the empty stamp. */
export function stampMs(stamp: Stamp): number {
  return stamp === '' ? 0 : Number.parseInt(stamp.slice(0, 12), 16);
}

export function stampDevice(stamp: Stamp): string {
  return stamp.slice(16);
}

function stampCounter(stamp: Stamp): number {
  return stamp === '' ? 0 : Number.parseInt(stamp.slice(12, 16), 16);
}

/** Whether another device made this stamp; what is no stamp was made by nobody. */
export function isStampOfAnother(stamp: Stamp, deviceId: string): boolean {
  return STAMP_PATTERN.test(stamp) && stampDevice(stamp) !== deviceId;
}

export function laterStamp(a: Stamp, b: Stamp): Stamp {
  return a >= b ? a : b;
}

/**
 * The stamp for an edit made now by `deviceId`, after everything in `seen` (the stamps its writer could know of).
 * Never earlier than what was seen, whatever the clock says.
 */
export function nextStamp(seen: Stamp, nowMs: number, deviceId: string): Stamp {
  const seenMs = stampMs(seen);
  if (nowMs > seenMs) return makeStamp(Math.floor(nowMs), 0, deviceId);
  const counter = stampCounter(seen) + 1;
  return counter > MAX_COUNTER ? makeStamp(seenMs + 1, 0, deviceId) : makeStamp(seenMs, counter, deviceId);
}

/** Moves a stamp in time by `shiftMs`, never beyond `latestMs`; keeps counter and device. */
export function correctStamp(stamp: Stamp, shiftMs: number, latestMs: number): Stamp {
  const ms = Math.max(0, Math.min(stampMs(stamp) + shiftMs, latestMs));
  return ms === stampMs(stamp) ? stamp : makeStamp(Math.floor(ms), stampCounter(stamp), stampDevice(stamp));
}
