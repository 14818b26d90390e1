import { laterStamp, type Stamp } from '../../sync/rules/stamp';

/**
 * The clock edits are stamped with: the device's own, corrected by what the server said last, so that a tablet set to
 * last year does not lose every argument. Reads never go behind a stamp this clock gave out.
 */
export class StampingClock {
  #offsetMs: number;
  #deviceId: string;
  #seen: Stamp = '';

  constructor(from: { offsetMs: number; deviceId: string }, private readonly deviceNowMs: () => number = Date.now) {
    this.#offsetMs = from.offsetMs;
    this.#deviceId = from.deviceId;
  }

  get deviceId(): string { return this.#deviceId; }
  get offsetMs(): number { return this.#offsetMs; }

  nowMs(): number { return this.deviceNowMs() + this.#offsetMs; }

  /** What the rules need to stamp an edit. */
  by(): { nowMs: number; deviceId: string; seen: Stamp } {
    return { nowMs: this.nowMs(), deviceId: this.#deviceId, seen: this.#seen };
  }

  gave(stamp: Stamp): void { this.#seen = laterStamp(this.#seen, stamp); }

  nameDevice(deviceId: string): void { this.#deviceId = deviceId; }

  correct(offsetMs: number): void { this.#offsetMs = Math.round(offsetMs); }
}
