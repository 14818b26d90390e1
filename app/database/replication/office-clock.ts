import type { ReplicaState } from '../replica-state';
import type { StampingClock } from '../stamping-clock';

/** A clock that is off by less is left alone, so that it does not jump with every answer's travelling time. */
const TOLERANCE_MS = 250;

type Ports = { clock: StampingClock; replica: ReplicaState; /** The device's own clock. */ nowMs: () => number };

/** How far the device's clock is from the office's, measured at every answer and kept for the next start (sync/README.md §2.2). */
export class OfficeClock {
  constructor(private readonly ports: Ports) {}

  /** The office said `serverNowMs` in answer to what was asked at `askedAtMs`: half-way between asking and now. */
  measure(serverNowMs: number, askedAtMs: number): number {
    return serverNowMs - (askedAtMs + this.ports.nowMs()) / 2;
  }

  isOff(offsetMs: number): boolean { return Math.abs(offsetMs - this.ports.clock.offsetMs) > TOLERANCE_MS; }

  async correct(offsetMs: number): Promise<void> {
    this.ports.clock.correct(offsetMs);
    await this.ports.replica.saveFacts({ clockOffsetMs: this.ports.clock.offsetMs });
  }
}
