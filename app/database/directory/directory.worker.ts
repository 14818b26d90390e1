import { serverConnection } from '../replication/server-connection';
import { answerQuestions } from './answer-questions';
import type { FromWorker, ToWorker } from './directory-messages';

const worker = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: { data: ToWorker }) => void) | null;
};
const answer = answerQuestions(
  (message) => worker.postMessage(message),
  () => serverConnection({ origin: location.origin, onSilent: () => worker.postMessage({ kind: 'silent' }) }),
);
worker.onmessage = ({ data }) => {
  void answer(data);
};
