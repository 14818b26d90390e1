/** The threads with live devices, as the proof speaks to them: every request goes to all of them. */
import { Worker } from 'node:worker_threads';
import type { LiveDeviceData } from './live-device';
import type { LiveRequests } from './live-thread';

const DEVICES_PER_THREAD = 2;

export class LiveThreads {
  readonly #workers: Worker[] = [];
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #count = 0;

  constructor(devices: readonly LiveDeviceData[]) {
    for (let from = 0; from < devices.length; from += DEVICES_PER_THREAD) {
      const worker = new Worker(new URL('./start-live-thread.mjs', import.meta.url), { workerData: devices.slice(from, from + DEVICES_PER_THREAD) });
      worker.on('message', ({ n, value, error }: { n: number; value?: unknown; error?: string }) => {
        const waiting = this.#waiting.get(n);
        this.#waiting.delete(n);
        if (error === undefined) waiting?.resolve(value);
        else waiting?.reject(new Error(error));
      });
      worker.on('error', (error) => {
        for (const { reject } of this.#waiting.values()) reject(error as Error);
        this.#waiting.clear();
      });
      this.#workers.push(worker);
    }
  }

  /** The answers of all devices, in their order. */
  async ask<Name extends keyof LiveRequests>(name: Name): Promise<Awaited<ReturnType<LiveRequests[Name]>>> {
    const answers = await Promise.all(this.#workers.map((worker) => new Promise((resolve, reject) => {
      const n = this.#count += 1;
      this.#waiting.set(n, { resolve, reject });
      worker.postMessage({ n, name });
    })));
    return answers.flat() as Awaited<ReturnType<LiveRequests[Name]>>;
  }

  async close(): Promise<void> {
    await this.ask('close').catch(() => undefined);
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
