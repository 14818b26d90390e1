import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../../../sync/errors';
import { CodedError, type ErrorParams } from '../../lib/coded-error';

export type Asked = {
  readonly id: number;
  readonly nowMs: number;
  readonly verb: string;
  readonly given: readonly unknown[];
};
/** `coded`: what was thrown says so itself. */
export type Answered = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly coded: { readonly code: ErrorCode; readonly params: ErrorParams; readonly httpStatus: number } }
  | { readonly failed: string }
);
/** Where months are counted. What is given and answered can be copied from one thread to another. */
export type Counting = {
  /** `verb`: of report-verbs.ts, by which it is called with types. */
  readonly ask: (verb: string, given: readonly unknown[]) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: unknown) => void };
type Needed = {
  readonly pool: { readonly options: { connectionString?: string | undefined } };
  readonly now: () => number;
};

/**
 * Counts months in a thread with connections of its own, so that people are served meanwhile. It begins with the first
 * question and stays: what it has loaded the next one finds. One that dies takes what it was asked with it, and the
 * next question begins another.
 */
export function openReportThread({ pool, now }: Needed): Counting {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;

  const open = (): Worker => {
    const opened = new Worker(new URL('start-report-thread.mjs', import.meta.url), {
      workerData: pool.options.connectionString ?? '',
      execArgv: [],
    });
    opened.on('message', (answer: Answered) => {
      const who = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) opened.unref();
      if ('result' in answer) who?.resolve(answer.result);
      else if ('coded' in answer)
        who?.reject(new CodedError(answer.coded.code, answer.coded.params, answer.coded.httpStatus));
      else who?.reject(new Error(answer.failed));
    });
    const end = (error: unknown) => {
      if (worker !== opened) return;
      worker = null;
      const lost = [...waiting.values()];
      waiting.clear();
      for (const who of lost) who.reject(error);
    };
    opened.on('error', end);
    opened.on('exit', () => end(new Error('the thread that counts ended')));
    return opened;
  };
  return {
    ask: (verb, given) =>
      new Promise((resolve, reject) => {
        worker ??= open();
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: asked, nowMs: now(), verb, given } satisfies Asked);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
