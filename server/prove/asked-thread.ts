import { Worker } from 'node:worker_threads';

type Answer = { n: number; value?: unknown; error?: string };

/**
 * A thread that is sent requests and answers each with a value or an error. Once it has ended, nobody waits for it any
 * more.
 */
export class AskedThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #count = 0;
  /** Why it answers no more. */
  #over: Error | null = null;

  constructor(script: URL, workerData: unknown) {
    this.#worker = new Worker(script, { workerData });
    this.#worker.on('message', ({ n, value, error }: Answer) => {
      const waiting = this.#waiting.get(n);
      this.#waiting.delete(n);
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
    this.#worker.on('error', (error) => this.#end(error as Error));
    this.#worker.on('exit', () => this.#end(new Error('the thread has ended')));
  }

  ask(request: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (this.#over !== null) return Promise.reject(this.#over);
    const n = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject });
      this.#worker.postMessage({ ...request, n });
    });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(why: Error): void {
    this.#over ??= why;
    for (const { reject } of this.#waiting.values()) reject(this.#over);
    this.#waiting.clear();
  }
}
