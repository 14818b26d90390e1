/**
 * People work on real connections to a real server process while it is killed, stopped for seconds and cut off in
 * one direction, and while PostgreSQL is shot down under it. When all that ends, every queue is empty within ten
 * seconds, every device and the office hold the same, and nothing that was typed is lost or there twice.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTemporaryPostgres, type TemporaryPostgres } from '../../db/temporary-postgres';
import { hashSessionToken, newSessionToken } from '../../features/auth/session-token';
import { PEOPLE, PERSON_NAMES, type PersonName } from '../cast';
import { checkReplica } from '../check-replicas';
import { checkWrites } from '../check-writes';
import { FaultyNetwork } from '../faulty-network';
import type { LiveDeviceData } from '../live-device';
import { LiveThreads } from '../live-threads';
import { OfficeDatabase } from '../office-database';
import { readTruth } from '../office-truth';
import { noCounts } from '../proving-ground';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { startServer, type ServerProcess } from '../server-process';
import { clean, type Verdict } from '../verdict';

const OPS_PER_SECOND = 20;
const SHARED_CUSTOMERS = 10;
const QUEUE_PATIENCE_MS = 10_000;
/** After which a queue that is not empty in time is given up. */
const GIVE_UP_MS = 90_000;
const LONGEST_FAULT_MS = 5_000;
const FAULTS = ['kill', 'restart', 'drop', 'pause'] as const;
type Fault = (typeof FAULTS)[number];
type Run = { faults: Record<Fault, number>; writes: number; emptyAfterMs: number; verdict: Verdict };

export async function faultyOffice({ tally, seed, short, runs, runSeconds }: ScenarioInput): Promise<void> {
  const wanted = short ? 1 : (runs ?? 8),
    seconds = short ? 4 : (runSeconds ?? 30),
    clients = short ? 4 : 10;
  const totals: Record<Fault, number> = { kill: 0, restart: 0, drop: 0, pause: 0 };
  let writes = 0,
    slowest = 0,
    done = 0;
  const postgres = await startTemporaryPostgres({ survivesCrash: true });
  try {
    for (; done < wanted; done += 1) {
      const run = await oneRun(postgres, { seed: seed + done, seconds, clients, isHurried: short });
      for (const fault of FAULTS) totals[fault] += run.faults[fault];
      writes += run.writes;
      slowest = Math.max(slowest, run.emptyAfterMs);
      tally.add(run.verdict, { ...noCounts(), writes: run.writes }, `faulty-office, seed ${seed + done}`);
      if (!short)
        tally.say(
          `faulty-office run ${done + 1} of ${wanted}: ${run.writes} writes, ${JSON.stringify(run.faults)}, queues empty after ${run.emptyAfterMs} ms`,
        );
    }
  } finally {
    await postgres.stop();
  }
  tally.scenario('faulty-office', {
    runs: done,
    secondsEach: seconds,
    clients,
    writes,
    ...totals,
    slowestQueueMs: slowest,
  });
}

type RunOptions = { seed: number; seconds: number; clients: number; isHurried: boolean };

async function oneRun(postgres: TemporaryPostgres, { seed, seconds, clients, isHurried }: RunOptions): Promise<Run> {
  const verdict = clean();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  const url = new URL(postgres.url);
  url.pathname = `/s13_${seed}`;
  const admin = await OfficeDatabase.withNew(postgres.url, url.href);
  const network = await FaultyNetwork.open();
  const office = new Ground(postgres, network, url.href, folder, isHurried ? 1_000 : LONGEST_FAULT_MS);
  try {
    await office.startServer();
    const devices = await introduce(admin, { seed, clients, origin: network.origin });
    const threads = new LiveThreads(devices);
    try {
      await threads.ask('open');
      await threads.ask('work');
      const faults = await office.goWrong(new Random(seed), performance.now() + seconds * 1_000);
      await threads.ask('rest');
      const emptyAfterMs = await untilEmpty(threads);
      if (emptyAfterMs > (isHurried ? GIVE_UP_MS - 1 : QUEUE_PATIENCE_MS))
        verdict.errors.push(`a queue was not empty for ${emptyAfterMs} ms after everything worked again`);
      const different = await untilEqual(threads);
      if (different.length > 0) verdict.divergences.push(`digests differ: ${different.join(', ')}`);
      return { faults, emptyAfterMs, verdict, writes: await judge(threads, devices, admin, verdict) };
    } finally {
      await threads.close();
    }
  } finally {
    await office.end();
    await network.close();
    await admin.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The office's process and what happens to it. */
class Ground {
  #server: ServerProcess | null = null;
  constructor(
    private readonly postgres: TemporaryPostgres,
    private readonly network: FaultyNetwork,
    private readonly databaseUrl: string,
    private readonly folder: string,
    private readonly longestMs: number,
  ) {}

  async startServer(): Promise<void> {
    this.#server = await startServer(this.databaseUrl, this.folder, 'all');
    this.network.port = Number(new URL(this.#server.origin).port);
  }

  async end(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.network.port = null;
    if (server === null || server.process.exitCode !== null) return;
    const ended = once(server.process, 'exit');
    server.process.kill('SIGKILL');
    await ended;
  }

  /**
   * One thing after another until the time is over; at the end everything works. Each fault comes as often as the
   * others.
   */
  async goWrong(random: Random, untilMs: number): Promise<Record<Fault, number>> {
    const faults: Record<Fault, number> = { kill: 0, restart: 0, drop: 0, pause: 0 };
    let next: Fault[] = [];
    while (performance.now() < untilMs || next.length > 0) {
      if (next.length === 0) next = random.shuffled(FAULTS);
      const fault = next.pop() as Fault;
      faults[fault] += 1;
      await this.#inflict(fault, random);
      await sleep(random.between(300, this.longestMs / 2));
    }
    if (this.#server?.process.exitCode !== null) throw new Error(`the server ended by itself: ${this.#server?.said()}`);
    return faults;
  }

  async #inflict(fault: Fault, random: Random): Promise<void> {
    if (fault === 'kill') {
      await this.end();
      await this.startServer();
    } else if (fault === 'restart') await this.postgres.crash();
    else if (fault === 'drop') {
      this.network.hold(random.pick(['toServer', 'toDevice'] as const));
      await sleep(random.between(500, this.longestMs));
      this.network.heal(random.chance(0.5));
    } else {
      this.#server?.process.kill('SIGSTOP');
      await sleep(random.between(500, this.longestMs));
      this.#server?.process.kill('SIGCONT');
    }
  }
}

async function introduce(
  office: OfficeDatabase,
  { seed, clients, origin }: { seed: number; clients: number; origin: string },
): Promise<LiveDeviceData[]> {
  const tokens = new Map<PersonName, string>();
  for (const name of PERSON_NAMES) {
    tokens.set(name, newSessionToken());
    await office.pool.query('UPDATE sessions SET token_hash = $2 WHERE member_id = $1', [
      PEOPLE[name].id,
      hashSessionToken(tokens.get(name) as string),
    ]);
  }
  const customers: string[] = [];
  for (let at = 0; at < SHARED_CUSTOMERS; at += 1)
    customers.push(await office.addCustomer('ayse', Date.now(), ['can', 'banu']));
  const devices: LiveDeviceData[] = [];
  for (let at = 0; at < clients; at += 1) {
    const person = PERSON_NAMES[at % PERSON_NAMES.length] as PersonName;
    const deviceId = `5a13000${at.toString(16)}`;
    await office.pool.query('INSERT INTO devices (id, member_id) VALUES ($1, $2)', [deviceId, PEOPLE[person].id]);
    devices.push({
      role: { name: `live${at}`, person, deviceId, ownField: 'city', ownAppointmentField: null },
      origin,
      token: tokens.get(person) as string,
      seed: seed * 32 + at,
      opsPerSecond: OPS_PER_SECOND / clients,
      ownCustomer: customers[at] as string,
      customers,
    });
  }
  return devices;
}

async function untilEmpty(threads: LiveThreads): Promise<number> {
  const fromMs = performance.now();
  const passed = () => Math.round(performance.now() - fromMs);
  while (passed() < GIVE_UP_MS && (await threads.ask('waiting')).some((waiting) => waiting > 0)) await sleep(100);
  return passed();
}

/** What others sent last may still be on its way: asked again until it has come. */
async function untilEqual(threads: LiveThreads): Promise<string[]> {
  let different: string[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    different = (await threads.ask('differing')).flatMap((collections, at) =>
      collections.map((name) => `${name} of device ${at}`),
    );
    if (different.length === 0) break;
    await sleep(500);
  }
  return different;
}

async function judge(
  threads: LiveThreads,
  devices: readonly LiveDeviceData[],
  office: OfficeDatabase,
  verdict: Verdict,
): Promise<number> {
  const truth = await readTruth(office.pool);
  const reports = await threads.ask('report');
  const typed = reports.flatMap((report) => report.typed).sort((a, b) => a.step - b.step);
  const refused = reports.flatMap(({ documents }, at) =>
    (['customers', 'interactions'] as const).flatMap((collection) =>
      documents[collection]
        .filter(({ sync }) => sync.outbox.startsWith('r'))
        .map((document) => ({ device: (devices[at] as LiveDeviceData).role.name, collection, document })),
    ),
  );
  for (const { device, document } of refused)
    verdict.errors.push(`${device}: ${document.id} was refused: ${document.sync.rejection?.code ?? ''}`);
  checkWrites(typed, [], refused, truth, verdict);
  reports.forEach((report, at) => {
    checkReplica((devices[at] as LiveDeviceData).role, report, truth, verdict);
    verdict.errors.push(...report.errors);
  });
  const { rows: twice } = await office.pool.query<{ device: string; id: string }>(
    `SELECT device_id AS device, document_id::text AS id FROM audit_events WHERE device_id IS NOT NULL
      GROUP BY device_id, document_id, action, after HAVING count(*) > 1`,
  );
  for (const { device, id } of twice) verdict.repeated.push(`${device} wrote the same to ${id} more than once`);
  return new Set(typed.map(({ device, id, step }) => `${device} ${id} ${step}`)).size;
}
