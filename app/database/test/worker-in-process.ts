import { answerQuestions } from '../store-worker/answer-questions';
import type { FromWorker, ToWorker } from '../store-worker/worker-messages';
import type { WorkerPort } from '../store-worker/store-worker';
import type { SyncServer } from '../replication/sync-server';

/** The worker without a thread: messages are copied and delivered later, as between threads. */
export function workerInProcess(connect: () => Pick<SyncServer, 'pull'>): WorkerPort {
  const later = (deliver: () => void) => {
    setTimeout(deliver, 0);
  };
  let isOpen = true;
  const port: WorkerPort = {
    onmessage: null,
    postMessage(message) {
      const copy = structuredClone(message) as ToWorker;
      later(() => {
        if (isOpen) void answer(copy);
      });
    },
    terminate() {
      isOpen = false;
    },
  };
  const answer = answerQuestions((message) => {
    const copy = structuredClone(message) as FromWorker;
    later(() => {
      if (isOpen) port.onmessage?.({ data: copy });
    });
  }, connect);
  return port;
}
