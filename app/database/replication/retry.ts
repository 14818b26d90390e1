const FIRST_MS = 500;
/** Seldom enough for the battery; often enough that nobody waits long after the office is back. */
const LAST_MS = 5_000;

/** When to try again after a failure: soon, then less and less often, until something succeeds. */
export class Retry {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `random` gives 0 to 1, so that not every device tries in the same moment. */
  constructor(
    private readonly random: () => number,
    private readonly tryAgain: () => void,
  ) {}

  /** Nothing has succeeded since the last failure. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    const waitMs = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(10, this.#failures - 1)) * (0.5 + this.random() / 2);
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.tryAgain();
    }, waitMs);
  }

  /** No try is planned any more; it is being made, or nothing is to run. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
