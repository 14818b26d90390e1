/**
 * The first rows are answered by this file alone: it is all that a page waits for. Everything else is loaded with the
 * first other question, which is asked when those rows are painted.
 */
import type { WorkerRequests, FromWorker, ToWorker } from './worker-messages';
import { firstCustomers } from '../customer-index/first-customers';

const worker = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: { data: ToWorker }) => void) | null;
};
const say = (message: FromWorker) => worker.postMessage(message);

let others: Promise<(message: ToWorker) => Promise<void>> | null = null;
async function loadOthers() {
  const [{ answerQuestions }, { serverConnection }] = await Promise.all([
    import('./answer-questions'),
    import('../replication/server-connection'),
  ]);
  return answerQuestions(say, () =>
    serverConnection({ origin: location.origin, onSilent: () => say({ kind: 'silent' }) }),
  );
}

async function answerFirstRows(call: number, { storeName, count }: WorkerRequests['firstRows']['input']) {
  try {
    say({ kind: 'answer', call, output: await firstCustomers(storeName, count) });
  } catch (error) {
    say({ kind: 'failure', call, ...nameAndMessage(error) });
  }
}

const nameAndMessage = (error: unknown) => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message };
};

// Questions reach the others in the order in which they were asked: each waits for the same promise.
worker.onmessage = ({ data }) => {
  if (data.name === 'firstRows') return void answerFirstRows(data.call, data.input);
  others ??= loadOthers();
  void others.then(
    (answer) => answer(data),
    (error: unknown) => {
      others = null; // the next question tries again
      say({ kind: 'failure', call: data.call, ...nameAndMessage(error) });
    },
  );
};
