import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SesSettings } from './ses';

export type QueuedBody = { readonly body: string; readonly receipt: string };
/** Where an office without a public address reads what became of its mail. */
export type EventQueue = {
  /** Waits up to `waitSeconds` (20 at most) for up to ten. */
  receive(waitSeconds: number, signal: AbortSignal): Promise<QueuedBody[]>;
  /** What is not removed comes again. */
  remove(receipts: readonly string[]): Promise<void>;
  close(): void;
};

const HIDDEN_SECONDS = 60;
const AT_ONCE = 10;

/** Longer than the longest wait for a message. */
const TIMEOUT_MS = 30_000;

/** `timeoutMs`: how long a call may go unanswered before it fails and is made anew. */
export function createEventQueue(settings: SesSettings, queueUrl: string, timeoutMs = TIMEOUT_MS): EventQueue {
  const client = new SQSClient({
    region: settings.region,
    credentials: {
      accessKeyId: settings.credentials.accessKeyId,
      secretAccessKey: settings.credentials.secretAccessKey,
      ...(settings.credentials.sessionToken === undefined ? {} : { sessionToken: settings.credentials.sessionToken }),
    },
    requestHandler: {
      connectionTimeout: 4_000,
      requestTimeout: timeoutMs,
      // Without it a timeout is a line in the log, and whoever listens waits for ever.
      throwOnRequestTimeout: true,
    },
    ...(settings.endpoint === null ? {} : { endpoint: new URL(queueUrl).origin }),
  });
  return {
    async receive(waitSeconds, abortSignal) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: AT_ONCE,
          WaitTimeSeconds: waitSeconds,
          VisibilityTimeout: HIDDEN_SECONDS,
        }),
        { abortSignal },
      );
      return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({ body: Body, receipt: ReceiptHandle }));
    },
    async remove(receipts) {
      if (receipts.length === 0) return;
      await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: receipts.map((ReceiptHandle, at) => ({ Id: String(at), ReceiptHandle })),
        }),
      );
    },
    close: () => client.destroy(),
  };
}
