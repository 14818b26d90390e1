/** One office and its devices, used for one schedule after another. */
import { DEVICE_NAMES, deviceNamed, START_MS, type DeviceName } from './cast';
import type { Breakage } from './breakage';
import { checkReplica } from './check-replicas';
import { checkWrites, type Refused } from './check-writes';
import { DeviceThreads } from './device-threads';
import { OfficeDatabase } from './office-database';
import { readTruth } from './office-truth';
import { CALM, type Weather } from './plan-schedule';
import { clean, type Verdict } from './verdict';

const MAX_HEALING_ROUNDS = 12;

export type Counts = {
  writes: number;
  settled: number;
  pushes: number;
  dropped: number;
  lostAnswers: number;
  duplicates: number;
  refused: number;
  crashes: number;
  /** Comparisons of a collection, documents mended by them, and offices put back to a backup. */
  compared: number;
  mended: number;
  restores: number;
};
export const noCounts = (): Counts => ({
  writes: 0,
  settled: 0,
  pushes: 0,
  dropped: 0,
  lostAnswers: 0,
  duplicates: 0,
  refused: 0,
  crashes: 0,
  compared: 0,
  mended: 0,
  restores: 0,
});

export class ProvingGround {
  counts = noCounts();

  private constructor(
    readonly office: OfficeDatabase,
    readonly threads: DeviceThreads,
  ) {}

  static async open(databaseUrl: string): Promise<ProvingGround> {
    const ground = new ProvingGround(await OfficeDatabase.open(databaseUrl), new DeviceThreads(databaseUrl));
    ground.threads.nowMs = START_MS;
    await ground.threads.askAll('unpack');
    return ground;
  }

  takeCounts(): Counts {
    const taken = this.counts;
    this.counts = noCounts();
    return taken;
  }

  get nowMs(): number {
    return this.threads.nowMs;
  }
  pass(ms: number): void {
    this.threads.nowMs += ms;
  }

  async begin(seed: number, weather: Weather = CALM, breakage: Breakage | null = null): Promise<void> {
    this.threads.step = 0;
    await Promise.all(
      DEVICE_NAMES.map((device, at) => this.threads.ask(device, 'begin', seed * 16 + at, weather, breakage)),
    );
  }

  async replaceTablets(): Promise<void> {
    await this.threads.askAll('throwAway');
    await this.threads.askAll('unpack');
  }

  async breakWeather(weather: Weather): Promise<void> {
    for (const device of DEVICE_NAMES) await this.threads.ask(device, 'setWeather', weather);
  }

  /**
   * Everything goes well from now on, whatever was under way arrives, and everybody synchronises until nothing moves.
   */
  async heal(): Promise<void> {
    await this.threads.askAll('calm');
    this.pass(1_000);
    await this.comeToRest(false);
    let arrived = 0;
    for (const device of DEVICE_NAMES) arrived += await this.#arriveAll(device);
    if (arrived > 0) await this.comeToRest(true);
  }

  /** A new session begins on these devices, and with it a comparison: what was damaged is mended after it. */
  async compare(devices: readonly DeviceName[]): Promise<void> {
    await Promise.all(devices.map((device) => this.threads.ask(device, 'restart')));
    await this.comeToRest(false);
    // What was mended for one was written anew, and comes to everybody.
    await this.comeToRest(false);
  }

  async #arriveAll(device: DeviceName): Promise<number> {
    const count = await this.threads.ask(device, 'underWay');
    for (let left = count; left > 0; left -= 1) await this.threads.ask(device, 'arriveLate', left);
    return count;
  }

  /**
   * Rounds until nothing waits, nothing comes and nothing goes. What goes in a round may lie above the horizon until
   * the next, for its own sender too: the transactions of a neighbouring office hold it back as well.
   */
  async comeToRest(hear: boolean): Promise<void> {
    let waiting = !hear;
    for (let round = 0; round < MAX_HEALING_ROUNDS; round += 1) {
      await this.office.passHorizon();
      const ends = await this.threads.askAll('round', { hear: !waiting, alone: false, crashBefore: null });
      const quiet = await this.threads.askAll('quiet');
      waiting = quiet.some((device) => device.waiting > 0) || ends.some((end) => end !== 'rested');
      if (ends.every((end) => end === 'rested') && !waiting && quiet.every(({ pulled, wrote }) => pulled + wrote === 0))
        return;
    }
  }

  /** After `heal`: what went wrong, if anything. Refused work is tried once more, looked at, and given up. */
  async judge(): Promise<Verdict> {
    const verdict = clean();
    if ((await this.threads.askAll('quiet')).some(({ refused }) => refused > 0)) {
      await this.threads.askAll('retryAll');
      await this.comeToRest(false);
    }
    const before = await this.threads.askAll('report');
    const refused: Refused[] = before.flatMap(({ documents }, at) =>
      (['customers', 'appointments', 'interactions'] as const).flatMap((collection) =>
        documents[collection]
          .filter(({ sync }) => sync.outbox !== '')
          .map((document) => ({ device: DEVICE_NAMES[at] as DeviceName, collection, document })),
      ),
    );
    if (refused.length > 0) {
      await this.threads.askAll('discardAll');
      await this.comeToRest(true);
    }
    const reports = refused.length > 0 ? await this.threads.askAll('report') : before;
    const truth = await readTruth(this.office.pool);
    const typed = reports.flatMap((report) => report.typed).sort((a, b) => a.step - b.step);
    const settled = reports.flatMap((report) => report.settled);
    checkWrites(typed, settled, refused, truth, verdict);
    reports.forEach((report, at) => checkReplica(deviceNamed(DEVICE_NAMES[at] as DeviceName), report, truth, verdict));
    for (const { observed } of refused.length > 0 ? [...before, ...reports] : before) {
      verdict.leaks.push(...observed.leaks);
      verdict.errors.push(...observed.errors);
      this.counts.pushes += observed.pushes;
      this.counts.dropped += observed.dropped;
      this.counts.lostAnswers += observed.lostAnswers;
      this.counts.duplicates += observed.duplicates;
      this.counts.compared += observed.compared;
      this.counts.mended += observed.mended;
    }
    this.counts.writes += typed.length;
    this.counts.settled += settled.length;
    this.counts.refused += refused.length;
    return verdict;
  }

  /**
   * Makes room for the next schedule; after one that went wrong with new tablets, so that it is not held against the
   * next.
   */
  async end(wentWrong: boolean): Promise<void> {
    await this.office.empty();
    if (wentWrong) await this.replaceTablets();
    else await this.threads.askAll('empty');
    await this.threads.everyThread('forgetCalls');
    if (await this.office.resetMembers()) await this.threads.everyThread('forgetMembers');
  }

  async close(): Promise<void> {
    await this.threads.close();
    await this.office.close();
  }
}
