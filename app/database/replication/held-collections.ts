import type { CollectionName } from '../../../sync/collections/registry';

const FIRST_MS = 100;
const LAST_MS = 5_000;

/**
 * The collections of which the office holds something back for now (sync/README.md §4.3), asked for again soon, then
 * less and less often.
 */
export class HeldCollections {
  readonly #held = new Set<CollectionName>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waitMs = FIRST_MS;

  /** `random` gives 0 to 1, so that not every device asks in the same moment. */
  constructor(
    private readonly random: () => number,
    private readonly askAgain: (names: readonly CollectionName[]) => void,
  ) {}

  note(name: CollectionName, isHeld: boolean): void {
    if (isHeld) this.#held.add(name);
    else this.#held.delete(name);
    if (this.#held.size === 0) this.stop();
    else
      this.#timer ??= setTimeout(
        () => {
          this.#timer = null;
          this.#waitMs = Math.min(LAST_MS, this.#waitMs * 2);
          this.askAgain([...this.#held]);
        },
        this.#waitMs * (0.5 + this.random() / 2),
      );
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waitMs = FIRST_MS;
  }
}
