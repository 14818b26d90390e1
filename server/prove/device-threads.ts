/** The threads with the devices, as the proof speaks to them. */
import { Worker } from 'node:worker_threads';
import { DEVICE_NAMES, THREADS, type DeviceName } from './cast';
import type { Request, Requests, ThreadData } from './device-thread';

type Answer = { n: number; value?: unknown; error?: string };
type OfDevice = { [Name in keyof Requests]: Parameters<Requests[Name]> extends [DeviceName, ...unknown[]] ? Name : never }[keyof Requests];
type Rest<T> = T extends [unknown, ...infer R] ? R : [];

export class DeviceThreads {
  /** Told with every request, so that all ends agree on the hour and the step. */
  nowMs = 0;
  step = 0;
  readonly #threads = new Map<DeviceName, Worker>();
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #count = 0;
  /** Why nobody answers any more. */
  #over: Error | null = null;

  constructor(databaseUrl: string) {
    for (const devices of THREADS) {
      const data: ThreadData = { databaseUrl, devices };
      const worker = new Worker(new URL('./start-device-thread.mjs', import.meta.url), { workerData: data });
      worker.on('message', ({ n, value, error }: Answer) => {
        const waiting = this.#waiting.get(n);
        this.#waiting.delete(n);
        if (error === undefined) waiting?.resolve(value);
        else waiting?.reject(new Error(error));
      });
      const over = (error: Error) => {
        for (const { reject } of this.#waiting.values()) reject(error);
        this.#waiting.clear();
        this.#over ??= error;
      };
      worker.on('error', over);
      worker.on('exit', () => over(new Error(`the thread of ${devices.join(', ')} has ended`)));
      for (const device of devices) this.#threads.set(device, worker);
    }
  }

  ask<Name extends OfDevice>(device: DeviceName, name: Name, ...args: Rest<Parameters<Requests[Name]>>): ReturnType<Requests[Name]> {
    return this.#send(this.#threads.get(device) as Worker, name, [device, ...args]) as ReturnType<Requests[Name]>;
  }

  askAll<Name extends OfDevice>(name: Name, ...args: Rest<Parameters<Requests[Name]>>): Promise<Awaited<ReturnType<Requests[Name]>>[]> {
    return Promise.all(DEVICE_NAMES.map((device) => this.ask(device, name, ...args))) as Promise<Awaited<ReturnType<Requests[Name]>>[]>;
  }

  async everyThread(name: 'forgetMembers' | 'holdCommits' | 'releaseCommits' | 'close'): Promise<void> {
    await Promise.all([...new Set(this.#threads.values())].map((worker) => this.#send(worker, name, [])));
  }

  async close(): Promise<void> {
    await this.everyThread('close').catch(() => undefined);
    await Promise.all([...new Set(this.#threads.values())].map((worker) => worker.terminate()));
  }

  #send(worker: Worker, name: keyof Requests, args: unknown[]): Promise<unknown> {
    const n = this.#count += 1;
    const request: Request = { n, name, args, step: this.step, nowMs: this.nowMs };
    if (this.#over !== null) return Promise.reject(this.#over);
    return new Promise((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject });
      worker.postMessage(request);
    });
  }
}
