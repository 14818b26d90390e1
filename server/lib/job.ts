import type { Deps } from '../deps';

/**
 * Background work of one kind. What is true stands in rows; a job only says "look", so it may be woken twice, run in
 * several processes at once and die anywhere.
 */
export type Job = {
  /** Kebab-case; also what `deps.jobs.wake` is given. */
  readonly name: string;
  /** How often it is looked after although nobody woke it. Milliseconds. */
  readonly everyMs: number;
  /**
   * One look, 20 s at most; `signal` is aborted when the process wants to end. Answers after how many milliseconds to
   * look again, null: when somebody wakes it or `everyMs` is over.
   */
  readonly run: (deps: Deps, signal: AbortSignal) => Promise<number | null>;
};
