import type { ReplicaState } from '../replica-state';
import type { StampingClock } from '../stamping-clock';

/** A clock that is off by less is left alone, so that it does not jump with every answer's travelling time. */
const TOLERANCE_MS = 250;

type OfficeClockPorts = {
  clock: StampingClock;
  replica: ReplicaState;
  /** The device's own clock. */ nowMs: () => number;
};

/**
 * How far the device's clock is from the office's, measured at every answer and kept for the next start (sync/README.md
 * §2.2).
 */
export class OfficeClock {
  constructor(private readonly ports: OfficeClockPorts) {}

  /**
   * Asks something of the office that is answered with its time; the time is taken as half-way between asking and the
   * answer.
   */
  async measure<Answer extends { serverNowMs: number }>(
    ask: () => Promise<Answer>,
  ): Promise<{ answer: Answer; offsetMs: number }> {
    const askedAtMs = this.ports.nowMs();
    const answer = await ask();
    return { answer, offsetMs: answer.serverNowMs - (askedAtMs + this.ports.nowMs()) / 2 };
  }

  isOff(offsetMs: number): boolean {
    return Math.abs(offsetMs - this.ports.clock.offsetMs) > TOLERANCE_MS;
  }

  async correct(offsetMs: number): Promise<void> {
    this.ports.clock.correct(offsetMs);
    await this.ports.replica.saveFacts({ clockOffsetMs: this.ports.clock.offsetMs });
  }
}
