/** The threads with live devices, as the proof speaks to them: every request goes to all of them. */
import { startOfThread } from '../test/server-programs';
import { AskedThread } from './asked-thread';
import type { LiveDeviceData } from './live-device';
import type { LiveRequests } from './live-thread';

/** RxDB opens 13 collections in one thread, and a device has nearly as many. */
const DEVICES_PER_THREAD = 1;

export class LiveThreads {
  readonly #threads: AskedThread[] = [];

  constructor(devices: readonly LiveDeviceData[]) {
    for (let from = 0; from < devices.length; from += DEVICES_PER_THREAD) {
      this.#threads.push(new AskedThread(startOfThread('live-thread'), devices.slice(from, from + DEVICES_PER_THREAD)));
    }
  }

  /** The answers of all devices, in their order. */
  async ask<Name extends keyof LiveRequests>(name: Name): Promise<Awaited<ReturnType<LiveRequests[Name]>>> {
    const answers = await Promise.all(this.#threads.map((thread) => thread.ask({ name })));
    return answers.flat() as Awaited<ReturnType<LiveRequests[Name]>>;
  }

  async close(): Promise<void> {
    await this.ask('close').catch(() => undefined);
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}
