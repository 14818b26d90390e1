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

type State = { running: Promise<void> | null; isWanted: boolean; timer: NodeJS.Timeout | null };

/** One run per job and process at a time; who is woken during a run runs again after it. */
export function createJobRunner(deps: Deps, jobs: readonly Job[]): JobRunner {
  const stopping = new AbortController();
  const states = new Map<string, State & { job: Job }>(
    jobs.map((job) => [job.name, { job, running: null, isWanted: false, timer: null }]),
  );

  const runOnce = async (job: Job): Promise<number | null> => {
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
      return null;
    }
  };

  const loop = async (state: State & { job: Job }): Promise<void> => {
    do {
      state.isWanted = false;
      if (state.timer !== null) clearTimeout(state.timer);
      const againInMs = await runOnce(state.job);
      if (againInMs === null || stopping.signal.aborted) continue;
      if (againInMs === 0) state.isWanted = true;
      else state.timer = setTimeout(() => void look(state.job.name), Math.min(againInMs, LONGEST_WAIT_MS));
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
