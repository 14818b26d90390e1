/** The thread that reads one file, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { CodedError } from '../../lib/coded-error';
import { readTable } from './read-table';
import type { Answer } from './table-thread';

const answer = await readTable(workerData as Uint8Array).then(
  (table): Answer => ({ table }),
  (error: unknown): Answer => {
    if (!(error instanceof CodedError)) throw error;
    const { code, params, httpStatus } = error;
    return { coded: { code, params, httpStatus } };
  },
);
parentPort?.postMessage(answer);
