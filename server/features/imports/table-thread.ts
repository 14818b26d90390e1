import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../../../sync/errors';
import { CodedError, type ErrorParams } from '../../lib/coded-error';
import type { Table } from './table';

export type Answer =
  | { readonly table: Table }
  | { readonly coded: { readonly code: ErrorCode; readonly params: ErrorParams; readonly httpStatus: number } };

/** Far more than the largest file takes that is read; what takes more is made to. */
const LIMIT_MS = 60_000;
const HEAP_MB = 768;

let last: Promise<unknown> = Promise.resolve();

/**
 * The table in a file, read beside the thread that serves people, one file after the other, with a heap and a time of
 * its own: what is made to fill a server or to keep it busy ends this thread and nothing else. Throws what readTable
 * throws, and import.tooLarge where its bounds were not enough.
 */
export function readTableApart(bytes: Uint8Array): Promise<Table> {
  const turn = last.then(() => readOnce(bytes));
  last = turn.catch(() => undefined);
  return turn;
}

async function readOnce(bytes: Uint8Array): Promise<Table> {
  const worker = new Worker(new URL('start-table-thread.mjs', import.meta.url), {
    workerData: bytes,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Table>((resolve, reject) => {
      const tooMuch = () => reject(new CodedError('import.tooLarge', {}, 413));
      timer = setTimeout(tooMuch, LIMIT_MS);
      worker.on('message', (answer: Answer) => {
        if ('table' in answer) resolve(answer.table);
        else reject(new CodedError(answer.coded.code, answer.coded.params, answer.coded.httpStatus));
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch();
        else reject(error);
      });
      worker.on('exit', (code) => reject(new Error(`the thread that reads tables ended with ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
