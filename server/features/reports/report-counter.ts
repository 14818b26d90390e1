/** The thread that counts months: answers one question after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { v7 as uuidV7 } from 'uuid';
import { createPool } from '../../db/pool';
import { CodedError } from '../../lib/coded-error';
import type { Answered, Asked } from './report-thread';
import { countHere } from './report-verbs';

const pool = createPool({
  databaseUrl: workerData as string,
  maxConnections: 2,
  applicationName: 'saha-reports',
  // The next question takes another connection, or says that there is none.
  onError: () => undefined,
});

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (asked: Asked) => {
  last = last.then(async () => parentPort?.postMessage(await answerTo(asked)));
});

async function answerTo({ id, nowMs, verb, given }: Asked): Promise<Answered> {
  try {
    return { id, result: await countHere({ pool, now: () => nowMs, newId: uuidV7 }).ask(verb, given) };
  } catch (error) {
    if (error instanceof CodedError) {
      const { code, params, httpStatus } = error;
      return { id, coded: { code, params, httpStatus } };
    }
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
