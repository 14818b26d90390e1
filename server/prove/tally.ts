/** Adds up what a proof finds, and says so. */
import type { Breakage } from './breakage';
import type { Counts } from './proving-ground';
import { noCounts } from './proving-ground';
import { clean, problemsOf, type Verdict } from './verdict';
import type { WireBreakage } from './wire/wire-breakage';

const SHOWN_PROBLEMS = 10;
const FULLY_SHOWN_FAILURES = 3;

export class Tally {
  readonly #totals = Object.fromEntries(Object.keys(clean()).map((kind) => [kind, 0])) as Record<keyof Verdict, number>;
  readonly #counts = noCounts();
  readonly #scenarios: Record<string, Record<string, number>> = {};
  readonly #failed: number[] = [];
  readonly #startedAtMs = performance.now();
  schedules = 0;

  constructor(
    private readonly seed: number,
    private readonly breakage: Breakage | WireBreakage | null,
    readonly say: (line: string) => void,
  ) {}

  get isClean(): boolean {
    return Object.values(this.#totals).every((count) => count === 0);
  }
  get failures(): number {
    return this.#failed.length;
  }

  /** `again` says how to see the same again, `steps` what happened. */
  add(verdict: Verdict, counts: Counts, again: string, steps: readonly unknown[] = []): void {
    for (const kind of Object.keys(verdict) as (keyof Verdict)[]) this.#totals[kind] += verdict[kind].length;
    for (const kind of Object.keys(counts) as (keyof Counts)[]) this.#counts[kind] += counts[kind];
    const problems = [...new Set(problemsOf(verdict))];
    if (problems.length === 0) return;
    this.#failed.push(this.schedules);
    this.say(`FOUND in ${again}`);
    if (this.#failed.length <= FULLY_SHOWN_FAILURES)
      steps.forEach((step, at) => this.say(`  ${at + 1} ${JSON.stringify(step)}`));
    for (const problem of problems.slice(0, SHOWN_PROBLEMS)) this.say(`  ${problem}`);
    if (problems.length > SHOWN_PROBLEMS) this.say(`  and ${problems.length - SHOWN_PROBLEMS} more`);
  }

  scenario(name: string, counts: Record<string, number>): void {
    this.#scenarios[name] = counts;
  }

  finish(): void {
    const seconds = Math.round((performance.now() - this.#startedAtMs) / 100) / 10;
    this.say(
      JSON.stringify({
        prove: 'sync',
        ok: this.isClean,
        seed: this.seed,
        ...(this.breakage === null ? {} : { break: this.breakage }),
        schedules: this.schedules,
        ...this.#counts,
        ...this.#totals,
        scenarios: this.#scenarios,
        seconds,
      }),
    );
  }
}
