/** A queue of Amazon SQS as far as we use one: handed out again until it is deleted. */
import { createHash, randomUUID } from 'node:crypto';

const HIDDEN_MS = 30_000;

type Waiting = { id: string; body: string; receipt: string; hiddenUntilMs: number };
export type StandInQueue = {
  put(body: string): void;
  receive(max: number, waitMs: number): Promise<Record<string, string>[]>;
  remove(receipt: string): void;
  readonly size: number;
};

export function createStandInQueue(now: () => number = Date.now): StandInQueue {
  const waiting = new Map<string, Waiting>();
  const wanted = new Set<() => void>();
  const visible = (max: number) =>
    [...waiting.values()].filter(({ hiddenUntilMs }) => hiddenUntilMs <= now()).slice(0, max);

  return {
    put(body) {
      const id = randomUUID();
      waiting.set(id, { id, body, receipt: '', hiddenUntilMs: 0 });
      wanted.forEach((tell) => tell());
    },
    async receive(max, waitMs) {
      if (visible(max).length === 0 && waitMs > 0)
        await new Promise<void>((resolve) => {
          const tell = () => {
            clearTimeout(timer);
            wanted.delete(tell);
            resolve();
          };
          const timer = setTimeout(tell, waitMs);
          wanted.add(tell);
        });
      return visible(max).map((message) => {
        message.receipt = `${message.id} ${randomUUID()}`;
        message.hiddenUntilMs = now() + HIDDEN_MS;
        return {
          MessageId: message.id,
          ReceiptHandle: message.receipt,
          Body: message.body,
          MD5OfBody: createHash('md5').update(message.body).digest('hex'),
        };
      });
    },
    remove: (receipt) => void waiting.delete(receipt.split(' ', 1)[0] ?? ''),
    get size() {
      return waiting.size;
    },
  };
}
