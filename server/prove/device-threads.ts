/** The threads with the devices, as the proof speaks to them. */
import { startOfThread } from '../test/server-programs';
import { AskedThread } from './asked-thread';
import { DEVICE_NAMES, THREADS, type DeviceName } from './cast';
import type { Request, Requests, ThreadData } from './device-thread';

type OfDevice = {
  [Name in keyof Requests]: Parameters<Requests[Name]> extends [DeviceName, ...unknown[]] ? Name : never;
}[keyof Requests];
type Rest<T> = T extends [unknown, ...infer R] ? R : [];

export class DeviceThreads {
  /** Told with every request, so that all ends agree on the hour and the step. */
  nowMs = 0;
  step = 0;
  readonly #threads = new Map<DeviceName, AskedThread>();

  constructor(databaseUrl: string) {
    for (const devices of THREADS) {
      const data: ThreadData = { databaseUrl, devices };
      const thread = new AskedThread(startOfThread('device-thread'), data);
      for (const device of devices) this.#threads.set(device, thread);
    }
  }

  ask<Name extends OfDevice>(
    device: DeviceName,
    name: Name,
    ...args: Rest<Parameters<Requests[Name]>>
  ): ReturnType<Requests[Name]> {
    return this.#send(this.#threads.get(device) as AskedThread, name, [device, ...args]) as ReturnType<Requests[Name]>;
  }

  askAll<Name extends OfDevice>(
    name: Name,
    ...args: Rest<Parameters<Requests[Name]>>
  ): Promise<Awaited<ReturnType<Requests[Name]>>[]> {
    return Promise.all(DEVICE_NAMES.map((device) => this.ask(device, name, ...args))) as Promise<
      Awaited<ReturnType<Requests[Name]>>[]
    >;
  }

  async everyThread(name: 'forgetMembers' | 'forgetCalls' | 'holdCommits' | 'releaseCommits' | 'close'): Promise<void> {
    await Promise.all([...new Set(this.#threads.values())].map((thread) => this.#send(thread, name, [])));
  }

  async close(): Promise<void> {
    await this.everyThread('close').catch(() => undefined);
    await Promise.all([...new Set(this.#threads.values())].map((thread) => thread.terminate()));
  }

  #send(thread: AskedThread, name: keyof Requests, args: unknown[]): Promise<unknown> {
    const request: Omit<Request, 'n'> = { name, args, step: this.step, nowMs: this.nowMs };
    return thread.ask(request);
  }
}
