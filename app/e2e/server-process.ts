/** The real server, whole, as a process of its own, or as one office after another in a process that is kept. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostAnswer, HostOrder } from '../../server/test/office-host';
import { argumentsOf, type ServerProgram } from '../../server/test/server-programs';

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};
type ServerPlace = {
  databaseUrl: string;
  dataDir: string;
  port: number;
  /** Where browsers reach it, over HTTPS; without it at its own port, and then the demo's people are let in. */
  origin?: string;
  /** The built app it hands out, where it is not the usual one; an office of `startHostedServer` alone. */
  clientDir?: string;
};

const READY_PATIENCE_MS = 60_000;

export async function startServerProcess({
  patienceMs = READY_PATIENCE_MS,
  ...place
}: ServerPlace & { patienceMs?: number }): Promise<ServerProcess> {
  const url = urlOf(place);
  const { child, saidLast } = spawnProgram('server/main.ts', environmentOf(place));
  await untilReady(url, child, saidLast, patienceMs);
  return {
    url,
    pid: child.pid!,
    end: (signal) => endProcess(child, signal),
  };
}

type Host = { readonly child: ChildProcess; readonly saidLast: () => string };
/** What a program is told that is either. */
const HOST = 'host';
type HostProgram = 'server/test/office-host.ts' | 'server/prove/builds/next-main.ts';
const idleHosts: Record<HostProgram, Host[]> = {
  'server/test/office-host.ts': [],
  'server/prove/builds/next-main.ts': [],
};

/**
 * What `startServerProcess` does, in a process that was an office before where one is free. SIGTERM ends the office and
 * keeps its process for the next one; SIGKILL ends both. Throws when an office that ended left anything open.
 */
export async function startHostedServer({
  program = 'server/test/office-host.ts',
  clientDir,
  ...place
}: ServerPlace & { program?: HostProgram }): Promise<ServerProcess> {
  const url = urlOf(place);
  const host = idleHosts[program].pop() ?? spawnProgram(program, environmentOf(place), HOST);
  const { child, saidLast } = host;
  hold(host, true);
  await order(host, { start: environmentOf(place), clientDir });
  await untilReady(url, child, saidLast, READY_PATIENCE_MS);
  return {
    url,
    pid: child.pid!,
    end: async (signal) => {
      if (signal === 'SIGKILL' || hasEnded(child)) return endProcess(child, signal);
      const answer = await order(host, { stop: true });
      if ('stopped' in answer && answer.leftOver.length > 0) {
        child.kill('SIGKILL');
        throw new Error(`an office that ended left open: ${answer.leftOver.join(', ')}`);
      }
      hold(host, false);
      idleHosts[program].push(host);
    },
  };
}

async function order({ child, saidLast }: Host, what: HostOrder): Promise<HostAnswer> {
  const waiting = new AbortController();
  const answered = once(child, 'message', waiting) as Promise<[HostAnswer]>;
  const ended = once(child, 'exit', waiting).then(() => {
    throw new Error(`the server ended:\n${saidLast()}`);
  });
  child.send(what);
  try {
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  } finally {
    waiting.abort();
  }
}

/** Whoever started a process waits for its end only while it is an office. */
function hold({ child }: Host, isHeld: boolean): void {
  const handles = [child, child.channel, child.stdout as Socket | null, child.stderr as Socket | null];
  for (const handle of handles) {
    if (isHeld) handle?.ref();
    else handle?.unref();
  }
}

const urlOf = ({ port }: ServerPlace) => `http://localhost:${port}`;
const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

function environmentOf(place: ServerPlace): NodeJS.ProcessEnv {
  const { databaseUrl, dataDir, port, origin } = place;
  return {
    ...withoutSettings(process.env),
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    SAHA_DATA_DIR: dataDir,
    ...(origin === undefined
      ? // Tests are push services themselves.
        { SAHA_ORIGIN: urlOf(place), SAHA_DEMO: 'on', SAHA_PUSH_LOCAL: 'on' }
      : { SAHA_ORIGIN: origin, SAHA_DEMO: 'off' }),
    LOG_LEVEL: 'warn',
  };
}

async function endProcess(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

function spawnProgram(program: ServerProgram, env: NodeJS.ProcessEnv, ...told: string[]): Host {
  const child = spawn(process.execPath, [...argumentsOf(program), ...told], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
  return { child, saidLast: () => output };
}

async function untilReady(url: string, child: ChildProcess, saidLast: () => string, patienceMs: number): Promise<void> {
  const patienceEndsAtMs = Date.now() + patienceMs;
  while (!(await isReady(url))) {
    if (hasEnded(child) || Date.now() > patienceEndsAtMs) {
      child.kill('SIGKILL');
      throw new Error(`the server did not start:\n${saidLast()}`);
    }
    await sleep(100);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** What is set for the scenarios themselves, or by whoever runs them for their own office, is none of this one's. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('SAHA_'));
  return Object.fromEntries(others) as NodeJS.ProcessEnv;
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

const LOWEST_PORT = 20_000;
const PORTS = 10_000;

/**
 * Different ones, which stay free between one server's end and the next one's start: below those that systems give to
 * connections by themselves.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const answer = once(probe, 'listening').then(
    () => true,
    () => false,
  );
  probe.listen(port, '127.0.0.1');
  const isFree = await answer;
  if (isFree) {
    probe.close();
    await once(probe, 'close');
  }
  return isFree;
}
