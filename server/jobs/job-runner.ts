import type { Deps } from '../deps';
import type { Job } from '../lib/job';
import { recordRun, recordStart } from './job-states';

export type JobRunner = {
  /** Runs the job in this process, or once more after the run that is going on. Never rejects. */
  look(name: string): Promise<void>;
  lookAtAll(): void;
  /** Asks running jobs to end and waits for them. */
  stop(): Promise<void>;
};

/** A run that lasts is shown while it lasts; most are over before anybody could look. */
const SHOWN_AFTER_MS = 1_000;
/** A timer of more than 24 days would go off at once, again and again; to look too early harms nobody. */
const LONGEST_WAIT_MS = 86_400_000;

/** A run that failed knows nothing of when to look again. */
const FAILED = Symbol('failed');

type State = {
  running: Promise<void> | null;
  isWanted: boolean;
  timer: NodeJS.Timeout | null;
  /** When a run asked to be followed by another one, on `performance.now`'s scale. */
  dueAtMs: number | null;
};

/** One run per job and process at a time; who is woken during a run runs again after it. */
export function createJobRunner(deps: Deps, jobs: readonly Job[]): JobRunner {
  const stopping = new AbortController();
  const states = new Map<string, State & { job: Job }>(
    jobs.map((job) => [job.name, { job, running: null, isWanted: false, timer: null, dueAtMs: null }]),
  );

  const runOnce = async (job: Job): Promise<number | null | typeof FAILED> => {
    const startedAtMs = performance.now();
    const shown = setTimeout(() => void recordStart(deps, job.name), SHOWN_AFTER_MS);
    try {
      const againInMs = await job.run(deps, stopping.signal);
      clearTimeout(shown);
      await recordRun(deps, job.name, performance.now() - startedAtMs, null);
      return againInMs;
    } catch (error) {
      clearTimeout(shown);
      deps.log.error({ err: error, job: job.name }, 'a job failed');
      await recordRun(deps, job.name, performance.now() - startedAtMs, error);
      return FAILED;
    }
  };

  const lookIn = (state: State & { job: Job }, ms: number): void => {
    state.dueAtMs = performance.now() + ms;
    state.timer = setTimeout(() => void look(state.job.name), ms);
  };

  const loop = async (state: State & { job: Job }): Promise<void> => {
    do {
      state.isWanted = false;
      if (state.timer !== null) clearTimeout(state.timer);
      const answer = await runOnce(state.job);
      if (stopping.signal.aborted) continue;
      if (answer === FAILED) {
        // It was woken in between: what the run before asked for is asked for still.
        const leftMs = state.dueAtMs === null ? 0 : state.dueAtMs - performance.now();
        if (leftMs > 0) lookIn(state, leftMs);
        continue;
      }
      state.dueAtMs = null;
      if (answer === 0) state.isWanted = true;
      else if (answer !== null) lookIn(state, Math.min(answer, LONGEST_WAIT_MS));
    } while (state.isWanted && !stopping.signal.aborted);
  };

  const look = async (name: string): Promise<void> => {
    const state = states.get(name);
    if (state === undefined || stopping.signal.aborted) return;
    if (state.running !== null) {
      state.isWanted = true;
      return state.running;
    }
    state.running = loop(state).finally(() => {
      state.running = null;
    });
    return state.running;
  };

  return {
    look,
    lookAtAll: () => jobs.forEach(({ name }) => void look(name)),
    async stop() {
      stopping.abort();
      for (const { timer } of states.values()) if (timer !== null) clearTimeout(timer);
      for (const { running } of states.values()) await running;
    },
  };
}
