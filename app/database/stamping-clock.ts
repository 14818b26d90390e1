import { laterStamp, stampMs, type Stamp } from '../../sync/rules/stamp';

/**
 * The clock edits are stamped with: the device's own, corrected by what the server said last, so that a tablet set to
 * last year does not lose every argument. A device clock that is put
 * back while the app runs is noticed: what is typed next would else carry the time of what it is typed over, and nobody
 * could tell when it was.
 */
export class StampingClock {
  #offsetMs: number;
  #deviceId: string;
  #seen: Stamp = '';
  /** The device's clock when it was last read. */
  #readMs = Number.NEGATIVE_INFINITY;

  constructor(
    from: { offsetMs: number; deviceId: string },
    private readonly deviceNowMs: () => number = Date.now,
  ) {
    this.#offsetMs = from.offsetMs;
    this.#deviceId = from.deviceId;
  }

  get deviceId(): string {
    return this.#deviceId;
  }
  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    const deviceMs = this.deviceNowMs();
    if (deviceMs < this.#readMs) this.#offsetMs += this.#readMs - deviceMs;
    this.#readMs = deviceMs;
    return deviceMs + this.#offsetMs;
  }

  /** The office's time as far as this device knows it: for whatever it records by itself. */
  nowIso(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** What the rules need to stamp an edit. */
  by(): { nowMs: number; deviceId: string; seen: Stamp } {
    return { nowMs: this.nowMs(), deviceId: this.#deviceId, seen: this.#seen };
  }

  gave(stamp: Stamp): void {
    this.#seen = laterStamp(this.#seen, stamp);
  }

  nameDevice(deviceId: string): void {
    this.#deviceId = deviceId;
  }

  correct(offsetMs: number): void {
    this.#offsetMs = Math.round(offsetMs);
    this.#readMs = this.deviceNowMs();
    // Given out while the clock was ahead: it would date everything typed from now on, and all at the same time.
    if (stampMs(this.#seen) > this.nowMs()) this.#seen = '';
  }
}
